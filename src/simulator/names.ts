/**
 * How an employer hears a name. The lists are this simulator's own: what a reader in Flanders takes for a name from
 * elsewhere. A name that is on none of them is heard as local, whatever it is.
 */

/** What the employer takes the applicant for. */
export type Arm = 'control' | 'treatment';

const GIVEN = `
abdel abdelaziz abdelhak abdelkader abdelkarim abdellah abderrahim abderrahman abdoulaye abdullah abena
achraf adil adnan adwoa adwoba afia afua agnieszka ahmed ahmet aicha aisha aissatou akosua akua
akwasi alassane aleksandra alhassan ali aliou alisher amadou amal amina aminata amine amir amira anas
andrzej anwar arif arzu asel asif asma asmaa assia awa aya ayaan ayoub ayse aysegul aysel ayten aziz
aziza badr bakary beata berat beyza bilal binta bogdan bojan bozena brahim bulent burak burcu busra
cafer cem cemal cengiz ceren chaimae cheikh chidi chinedu chukwu cihan dalila damir danuta dariusz deniz
derya dilara dilek djamila dogan dorota dragana dragos driss ebru efe efua elif emeka emine emrah
emre ercan erdem erkan erol esra ewa fadila fadma faisal fanta fares farid farida farouk fatih fatiha
fatima fatimazahra fatma fatou fatoumata fikret florin fouad fouzia funda furkan gamze gokhan grazyna
grzegorz gulay gulcan gulsen habib habiba hadija hafid hafida hafsa hajar hakan hakim hala halil halima
halina hamid hamza hanan hanane hande harun hasan hassan hassna hatice hayat hiba hicham hilal houda
houria huseyin hussein ibrahim idris idrissa ikram ilham ilias ilker iman imane imran ionut ismael
ismail issa ivana iwona jamal jamila jaroslav jaroslaw jerzy juraj kader kadiatou kadir kamal
karim karima katarina katarzyna kemal kenan kerem khadija khadijah khalid khalida kobina kofi kojo koray
krasimir krystyna krzysztof kubra kwabena kwadwo kwaku kwame kwasi kwesi laila lamia larbi latifa lenka
leyla loubna lubna lukasz mahmoud mahmut majid malgorzata malika mamadou maninder marek mariam mariama
marouane maryam mateusz mehdi mehmet melek meltem mert merve meryem miloud mircea miroslav moctar
mohamed mohammed mohsin mokhtar mostafa mouna mounir mourad moussa moustapha muhammad muhammed mukendi
munir murat musa mustafa mustapha nabil nabila nadir naima najat najib najoua nasser nawal nazli
necmiye nejla nergis nesrin nihal nihat nilufer nimet nisrine nkechi nour noura noureddine
nouredine nuray nurcan nurten ogun oleksandr olena omar omer onur orhan osman ouafa oumar oumou oussama
ozan ozge ozlem pawel petar piotr plamen priya rabia rachid rachida radka radoslav rafik rahma ramazan
ramzi rana rania rashid razia recep reda redouane rejep reyhan riad rkia rukiye sabah sabri said saida
saliha salim salima salma samia samir samira sanae savas seda sefa sekou selim selin selma semih semra
serdar seref serhat serif serkan sevda sevgi sevim sezer siham simge sinan slavica slawomir sofiane
sonay souad soufian soufiane soukaina suat sule suleyman sumeyye svetlana swietlana tahir taoufik tarek
tarik tayfun tevfik tiemoko tolga tomasz tugba tuncay turgut ufuk ugur umit umut usman vasile veli
viorel volkan wafa wafaa wahid walid wassim wojciech yaa yacine yahya yasar yasemin yaser yasin yasmina
yasser yassin yassine yaw yildiz younes youness youssef youssra yunus yusuf zahra zainab zakaria zakia
zbigniew zdenka zehra zeki zeliha zeynep ziad zineb zofia zohra zoubida zouhair zuhal zuzana
`;

const FAMILY = `
abdi abdullahi acar achahbar achouri adjei adjovi agyeman ahmadi ahmeti akbas akbulut akin aksoy aktas
akyol alami alaoui albayrak altin altun amghar amrani amrouch ansah appiah arabi arslan asamoah asante
aslan atas ates avci aydemir aydin aydogan azzouzi badaoui bakkal bakkali balaz balci balde bangura
barry baydar bayrak bektas belhadj belkacem benaissa benali benallal benchaib bennani benomar berisha
berkane berrada biya boakye boateng bouali bouazza bouchra boudjema bouhaddou boukhari boulahrouz
bourkia boutaleb bouzid bozkurt bulut cakir camara celik cetin ceylan chahid chaoui chebli cherif
cherkaoui chraibi cicek cisse conde coskun coulibaly daoudi darwish dembele demir demirci demirel diallo
dialo diarra dieng diop diouf dogan doukoure duman duran durmus eddarkaoui ekinci elidrissi erdem
erdogan erkan erol ersoy fassi filali fofana gashi gassama georgiev ghazi gok guler gunes guney gungor
hadad haddad haddadi haddou hajji hakimi hamdaoui hamidi hamza hamzaoui hassani horvath hoxha hudak
ibrahimi idrissi ilunga ilyas isik ivanov jabri jalloh jaziri kabila kabongo kaddouri kahraman kalonji
kamara kaplan karaca karadag karahan karakaya karatas karimi kartal kasongo kaya keita khalil khan
khattabi khelifi kilic kilinc koc konate konte korkmaz kose kourouma kovac kovacs kowalczyk kowalski
krasniqi kucuk kurt lahlou lahrichi lamrani lewandowski loukili lukaku lumbala maaroufi mahamat mahmoudi
malki mansouri mbala mbaye mbemba mbuyi mehmeti mensah meziane mohamed mohammadi molnar moukrim
moussaoui mrabet mukadi mukendi mulumba mutlu mutombo nassiri ndiaye ngoma ngoy nkrumah novak nowak
nsimba nyarko ofori ogun okafor okoye ontas osei ouahbi oualad ouali ouardi ouattara oubaha ouchan
ouedraogo ouhadi oulad ousmane owusu ozcan ozdemir ozen ozer ozkan ozturk ozyurt petrov polat popescu
popov quaye rachidi rahimi rahmani raji rouissi saadi sabol sacko sadiki saghir sahin saidi salhi salihi
samadi samba sangare sari sarr savas sbai seck sekkaki senel shehu sidibe simsek sissoko slimani sylla
szymanski tahiri tahri talbi tekeli tekin temel tomko toprak touhami toure touzani traore tshibanda
tshimanga tunc turan turk turkmen ucar ugur uysal uzun wisniewski wojcik yalcin yaman yasar yavuz yeboah
yildirim yildiz yilmaz yilmazer yucel zahraoui zaidi zeroual zerouali zeybek ziani zidane zielinski
zorlu
`;

const foreign = new Set(`${GIVEN} ${FAMILY}`.split(/\s+/).filter((name) => name !== ''));

/**
 * What an employer takes an applicant for, from the name as it stands in the mail; from the words of the address where
 * there is no name. Accents and the Turkish dotless i are read as their plain letters.
 */
export function armOf(name: string, address: string): Arm {
  const shown = name.trim() === '' ? (address.split('@', 1)[0] ?? '') : name;
  const words = plain(shown).split(/[^a-z]+/);
  return words.some((word) => foreign.has(word)) ? 'treatment' : 'control';
}

function plain(text: string): string {
  return text
    .replace(/[ıİ]/g, 'i')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łŁ]/g, 'l')
    .toLowerCase();
}
