/** What a report of non-delivery (RFC 3464) says about one recipient. Null where it says nothing. */
export interface DeliveryStatus {
  /** Enhanced status code, such as 5.1.1. */
  readonly status: string | null;
  /** failed, delayed, delivered, relayed or expanded. */
  readonly action: string | null;
  readonly finalRecipient: string | null;
  /** The Message-ID of the message that could not be delivered, without angle brackets. */
  readonly originalMessageId: string | null;
}

/**
 * Reads a message/delivery-status part and the part that returns the original's headers. Of several recipients the
 * first one that failed is given, else the first.
 */
export function readDeliveryStatus(report: string, original: string): DeliveryStatus {
  const recipients = unfold(report)
    .split(/\n\s*\n/)
    .map(fieldsOf)
    .filter((fields) => fields.has('final-recipient') || fields.has('action'));
  const fields =
    recipients.find((one) => one.get('action')?.toLowerCase() === 'failed') ??
    recipients[0] ??
    new Map<string, string>();
  const recipient = fields.get('final-recipient') ?? fields.get('original-recipient');
  const id = fieldsOf(unfold(original).split(/\n\s*\n/, 1)[0] ?? '').get('message-id');
  return {
    status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null,
    action:
      fields
        .get('action')
        ?.split(/[\s(;]/, 1)[0]
        ?.toLowerCase() ?? null,
    finalRecipient:
      recipient === undefined
        ? null
        : recipient
            .replace(/^[^;]*;/, '')
            .trim()
            .replace(/^<(.*)>$/, '$1')
            .toLowerCase(),
    originalMessageId: id === undefined ? null : (/<([^<>\s]+)>/.exec(id)?.[1] ?? null),
  };
}

function unfold(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ');
}

function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const match = /^([!-9;-~]+):\s*(.*)$/.exec(line);
    const [, name, value] = match ?? [];
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase()))
      fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}
