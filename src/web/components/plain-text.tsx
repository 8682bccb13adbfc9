/** Text as paragraphs and lines; nothing in it becomes a link or a picture. */
export function PlainText({ text }: { readonly text: string }) {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/);
  return (
    <>
      {paragraphs.map((paragraph, index) => (
        <p key={index}>
          {paragraph.split('\n').map((line, at) => (
            <>
              {at === 0 ? null : <br />}
              {line}
            </>
          ))}
        </p>
      ))}
    </>
  );
}
