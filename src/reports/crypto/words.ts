/**
 * The 256 words of return codes: short, everyday Dutch, written for this program. No word begins with another, so a code
 * typed without spaces still reads in one way only; a word more or less changes every code that was given out.
 */
export const CODE_WORDS: readonly string[] = `
aard akker album amber anker appel april arend asfalt auto avond baard badkamer baken bakker balkon banaan beeld
beker berg beurs bever bezem biet bijl blad blauw bliksem bloem boek boon boter brood brug buiten buurman cactus
chef cirkel citroen club cola dadel dak dam datum decor dennen deur dijk dinsdag doos dorp douche draad droom druif
duif duin echo eend eik eiland emmer engel erwt fabriek familie feest fiets film fluit foto fruit garage gebak geel
geluk gember gids gitaar glas goud graan gras groen haard hagel hamer handdoek haring haven hek helm herfst heuvel
hobby hond hotel huis hut idee ijzer inkt jaar jas juni kaars kabel kade kalender kamer kanaal kapper kasteel kat
kegel kelder kerk keuken kiosk klei klok knie knoop koffie kolom konijn koor kopje kraan krant kroon kruid kubus
lachen lamp lans lelie lente lepel letter leunen lijm linde loket lucht maan maart magneet mand markt marmer mast
melk merel metro miel molen mosterd motor muis muur naald nacht narcis natuur nest noord noot nummer oceaan oker
olijf oogst oven paard pad palm pan paprika park pen perzik piano pijl plant plein post prei pyjama raam radio regen
reis riet ring rivier roos rots rug salie school schuur sjaal slak sleutel sneeuw soep spiegel stad steen ster stoel
straat suiker tafel tak tandem tapijt thee tijger toren trap trein tuin twijg uil uur vaas veld venster vijver
vlinder vogel voorjaar vork vuur wagen wandel water week wesp wiel wind winkel wolk wortel zadel zand zee zilver
zomer zout zuid zwaan
`
  .trim()
  .split(/\s+/);
