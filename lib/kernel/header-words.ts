import { fold } from './fold'

/**
 * What columns are called in English, German, French, Spanish, Portuguese, Italian and Dutch, by the directories and personnel
 * systems that people export from, and the plainest of them in other languages. As `headerKind` compares them: folded, without spaces and punctuation.
 */

/** Several kinds of one meaning, where one is better than another (`guess-columns.ts`). */
export type HeaderKind =
  | 'email'
  | 'looseEmail'
  | 'personalEmail'
  | 'otherEmail'
  | 'signInName'
  | 'fullName'
  | 'plainName'
  | 'displayName'
  | 'emailDisplayName'
  | 'firstName'
  | 'middleName'
  | 'lastName'
  | 'secondLastName'
  | 'jobTitle'
  | 'plainTitle'
  | 'groups'
  | 'problem'

type Listed = Exclude<HeaderKind, 'looseEmail' | 'personalEmail' | 'otherEmail' | 'emailDisplayName'>

const lists: Record<Listed, string> = {
  email: `
    email emails mail emailaddress emailaddresses mailaddress emailid primaryemail primaryemailaddress primaryworkemail workemail
    workemailaddress emailwork emailprimarywork businessemail businessemailaddress companyemail corporateemail officialemail
    useremail memberemail employeeemail email1 email1value email1address primarysmtpaddress smtpaddress
    emailadresse mailadresse elektronischepost epost epostadresse dienstlicheemail dienstlicheemailadresse emaildienstlich
    geschaftlicheemail emailgeschaftlich arbeitsemail firmenemail
    courriel mel adressemel adressecourriel adresseemail adressemail adresseelectronique adressedemessagerie courrielprofessionnel
    emailprofessionnel emailpro mailpro
    correo correoelectronico correoe direcciondecorreo direcciondecorreoelectronico direcciondeemail correocorporativo
    correodetrabajo correolaboral emailcorporativo emaildetrabajo
    correioeletronico correioelectronico enderecodeemail enderecoeletronico enderecodecorreioeletronico emailprofissional
    emaildetrabalho emailempresarial
    postaelettronica indirizzoemail indirizzomail indirizzodiposta indirizzodipostaelettronica indirizzoelettronico emailaziendale
    emaildilavoro
    emailadres mailadres emailadressen werkemail zakelijkeemail zakelijkemailadres emailwerk
    mailadresser epostadress adresemail почта элпочта электроннаяпочта メール メールアドレス 邮箱 电子邮件 电子邮箱 邮件 電子郵件 이메일 البريدالالكتروني ईमेल`,
  signInName: `
    userprincipalname upn login loginname loginid username userid user signin signinname account accountname samaccountname uid
    samlnameid nameid
    benutzername anmeldename benutzer benutzerkennung kennung
    nomdutilisateur utilisateur identifiant usuario nombredeusuario utilizador nomedeusuario nomedeutilizador nomeusuario
    utente nomeutente gebruikersnaam gebruiker`,
  fullName: `
    fullname completename wholename realname firstandlastname firstlastname firstnamelastname lastnamefirstname namesurname
    nameandsurname namefull employeename workername membername personname contactname commonname cn
    vollername vollstandigername vorundnachname vorundzuname vornamenachname vornamename nachnamevorname namevorname vornameundname
    nomcomplet nometprenom prenometnom nomprenom prenomnom
    nombrecompleto nombreyapellidos nombreyapellido apellidosynombre apellidosynombres nombresyapellidos
    nomecompleto nomeesobrenome nomeeapelido nomesobrenome
    nomeecognome nomecognome cognomenome cognomeenome nominativo
    volledigenaam naamvoluit voorenachternaam voornaamachternaam
    фио 氏名 姓名`,
  plainName: `
    name names nom nombre nome naam employee worker person member
    mitarbeiter mitarbeiterin mitarbeitername mitglied teilnehmer person
    collaborateur employe salarie empleado colaborador funcionario trabajador dipendente medewerker
    contact navn namn имя 名前 名字 이름 الاسم नाम`,
  displayName: `
    displayname anzeigename angezeigtername nomdaffichage nomaffiche nombreparamostrar nombrevisible nombremostrado
    nomedeexibicao nomeparaexibicao nomedeapresentacao nomeaapresentar nomevisualizzato nomedavisualizzare weergavenaam`,
  firstName: `
    firstname givenname forename first fname firstnames givennames namefirst
    vorname vornamen rufname prenom prenoms prenomusuel nombredepila primernombre nombres
    primeironome nomeproprio nomedebatismo nomedibattesimo primonome voornaam voornamen roepnaam
    fornavn fornamn imie 名`,
  middleName: `
    middlename middlenames middle middleinitial additionalname additionalnames
    zweitername zweitervorname mittelname weiterevornamen deuxiemeprenom autresprenoms segundonombre
    segundonome nomedomeio secondonome tweedenaam tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels`,
  lastName: `
    lastname surname familyname last lname sn secondname namelast surnames lastnames
    nachname nachnamen familienname zuname nomdefamille nomdusage nomusuel apellido apellidos primerapellido apellidopaterno
    sobrenome sobrenomes apelido apelidos ultimonome cognome cognomi achternaam familienaam geslachtsnaam
    etternavn efternamn nazwisko фамилия 姓`,
  secondLastName:
    'secondlastname secondsurname segundoapellido apellidomaterno segundosobrenome segundoapelido secondocognome',
  jobTitle: `
    jobtitle position positiontitle jobposition job jobrole jobname designation businesstitle worktitle employeetitle
    organizationtitle function
    stellenbezeichnung stelle berufsbezeichnung positionsbezeichnung jobbezeichnung funktion funktionsbezeichnung beruf
    poste fonction intitule intituledeposte intituleduposte titredeposte titreduposte titredemploi
    cargo puesto puestodetrabajo titulodelpuesto denominaciondelpuesto
    funcao titulodocargo mansione ruolo posizione posizionelavorativa titoloprofessionale qualifica
    functie functietitel functienaam functieomschrijving
    должность 職位 职位`,
  plainTitle: 'title titel titre titulo titolo',
  groups: `
    group groups groupname groupnames usergroup usergroups team teams teamname teamnames memberof memberships groupmemberships
    gruppe gruppen gruppenname benutzergruppe benutzergruppen
    groupe groupes groupesdutilisateurs equipe equipes grupo grupos gruposdeusuarios equipo equipos
    gruppo gruppi squadra squadre groep groepen gebruikersgroep gebruikersgroepen
    группа группы グループ 组`,
  problem: 'problem',
}

/** The kind by the name. */
export const listedKinds: ReadonlyMap<string, Listed> = new Map(
  (Object.keys(lists) as Listed[]).flatMap(kind =>
    lists[kind]
      .trim()
      .split(/\s+/)
      .map(name => [fold(name), kind] as const),
  ),
)

/** In a template, that a column must be filled in or must not. */
export const annotations = new Set(
  `required optional mandatory unique read upload only readonly pflichtfeld pflicht obligatoire obligatorio obrigatorio facultatif
  opcional obbligatorio facoltativo verplicht optioneel`.split(/\s+/),
)

/** Before the word for a name: whose it is, or which of several. */
export const ownerWords = new Set(
  `user users employee employees worker member members contact person persons legal preferred account staff
  mitarbeiter benutzer person kontakt employe utilisateur empleado usuario funcionario colaborador dipendente utente medewerker
  gebruiker`.split(/\s+/),
)

/** A word for an email address, which other words may stand around. */
export const emailWord = /^(e?mails?|e?mailadd?ress?(es?|en)?|courriels?|correos?|epost)$/

/** Beginnings of words that make an address another one than that which its person works with. */
export const otherEmailWords = new RegExp(
  `^(recover|second|altern|backup|other|manager|supervisor|emergenc|previous|former|old|new$|alias|proxy|report|owner|approver|creator|by$|assistan|lead$|send|message|forward|group|team|type$|verif|sent$|status|opt|list|count|date|domain|format|subject|template|notif|signature|invoice|billing|label|[2-9]$|wiederherstell|sekundar|zweit|weiter|alternat|ander|vorgesetzt|fuhrungskraft|rechnung|typ$|notfall|recuper|secundar|secondair|secours|autre|respons|superior|otro|otra|outro|outra|altro|altra|gestor|jefe|chef|herstel|tweede|leidinggevend|gruppe|groupe|grupo|gruppo|groep)`,
)

export const personalEmailWords =
  /^(private?|personal|personale|personnel(le)?|prive|privee|privad[oa]|privat[oa]|persoonlijke?|particulier|particular|pessoal|home|thuis)$/

/** How a mail program shows somebody: a name, and often the address behind it. */
export const emailDisplayWords = /^(display|angezeigt|anzeige|affich|mostrar|exibi|visualizz|weergave)/

/** In front of a name. A column that is called title and holds nothing else is no job. */
export const honorifics = new Set(
  `mr mrs ms miss mx dr prof sir madam herr frau hr fr dipl ing m mme mlle me sr sra srta don dona d dna
  sig sigra sigr dott dottssa dottor ra ssa dhr mevr mw drs ir phd med univ`.split(/\s+/),
)
