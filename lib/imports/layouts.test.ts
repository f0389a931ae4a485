import { describe, expect, test } from 'vitest'
import { parseFile } from '@/testing/import-file'
import { refusal } from '@/testing/run-as'

/** Email, name, title and groups of everybody in a file. */
type Person = [email: string, name: string, title?: string, groups?: string]

const peopleIn = async (...[content, options]: Parameters<typeof parseFile>): Promise<Person[]> => {
  const { rows } = await parseFile(content, options)
  expect(rows.filter(row => row.misshapen)).toEqual([])
  return rows.map(({ email, name, title, groups }) => [email, name, title, groups])
}

const whole = ([email, name, title = '', groups = '']: Person): Person => [email, name, title, groups]
const lines = (...rows: string[]): string => `${rows.join('\r\n')}\r\n`

/** As other products write their people; the people are made up. */
const exported: [product: string, content: string | Uint8Array, people: Person[]][] = [
  [
    'Google Workspace',
    lines(
      'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],Recovery Email,Home Secondary Email,Employee Title,Department',
      'Tove,Ekdahl,tove@fjord.example,****,/Sales,,Active,tove.private@mail.example,t@mail.example,Buyer,Sales',
      'Ruben,"de Vries, Sr.",ruben@fjord.example,****,/Sales,,Suspended,,,,Sales',
    ),
    [
      ['tove@fjord.example', 'Tove Ekdahl', 'Buyer'],
      ['ruben@fjord.example', 'Ruben de Vries, Sr.'],
    ],
  ],
  [
    'members of a Google group',
    lines(
      'Group Email [Required],Member Email,Member Name,Member Role,Member Type',
      'sales@fjord.example,tove@fjord.example,Tove Ekdahl,MEMBER,USER',
    ),
    [['tove@fjord.example', 'Tove Ekdahl']],
  ],
  [
    'Google contacts',
    lines(
      'First Name,Middle Name,Last Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value',
      'Tove,Maj,Ekdahl,Buyer,* myContacts,Work,tove@fjord.example,Home,t@mail.example',
    ),
    [['tove@fjord.example', 'Tove Maj Ekdahl', 'Buyer']],
  ],
  [
    'Microsoft Entra, with and without a mailbox',
    lines(
      'userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,accountEnabled,otherMails',
      'te@fjord.example,Tove Ekdahl,Ekdahl,tove@fjord.example,Tove,1,Member,Buyer,True,t@mail.example',
      'ab@fjord.example,Ada Berg,Berg,,Ada,2,Member,,False,',
    ),
    [
      ['tove@fjord.example', 'Tove Ekdahl', 'Buyer'],
      ['ab@fjord.example', 'Ada Berg'],
    ],
  ],
  [
    "Entra's template for many",
    lines(
      'version:v1.0',
      'Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],Job title [jobTitle]',
      'Tove Ekdahl,tove@fjord.example,secret,No,Tove,Ekdahl,Buyer',
    ),
    [['tove@fjord.example', 'Tove Ekdahl', 'Buyer']],
  ],
  [
    'the Microsoft 365 admin center',
    lines(
      'Alternate email addresses,Block credential,Department,Display name,First name,Last name,Licenses,Proxy addresses,Title,User principal name',
      't@mail.example,False,Sales,Tove Ekdahl,Tove,Ekdahl,E3,SMTP:tove@fjord.example,Buyer,tove@fjord.example',
    ),
    [['tove@fjord.example', 'Tove Ekdahl', 'Buyer']],
  ],
  [
    'Okta',
    lines(
      'login,firstName,lastName,middleName,email,title',
      'tove@fjord.example,Tove,Ekdahl,,tove@fjord.example,Buyer',
    ),
    [['tove@fjord.example', 'Tove Ekdahl', 'Buyer']],
  ],
  [
    'Outlook, in English',
    lines(
      '"Title","First Name","Middle Name","Last Name","Suffix","Job Title","E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address"',
      '"Ms.","Tove","","Ekdahl","","Buyer","tove@fjord.example","SMTP","Tove Ekdahl (tove@fjord.example)","t@mail.example"',
    ),
    [['tove@fjord.example', 'Tove Ekdahl', 'Buyer']],
  ],
  [
    'Outlook, in German',
    lines(
      'Anrede;Titel;Vorname;Weitere Vornamen;Nachname;Position;E-Mail-Adresse;E-Mail: Angezeigter Name;E-Mail 2: Adresse',
      'Frau;Dr.;Tove;Maj;Ekdahl;Einkäuferin;tove@fjord.example;tove@fjord.example;t@mail.example',
    ),
    [['tove@fjord.example', 'Tove Maj Ekdahl', 'Einkäuferin']],
  ],
  [
    'Slack',
    lines(
      'username,email,status,billing-active,has-2fa,has-sso,userid,fullname,displayname',
      'tove,tove@fjord.example,Member,1,0,0,U01,Tove Ekdahl,tove',
    ),
    [['tove@fjord.example', 'Tove Ekdahl']],
  ],
  [
    'a GitHub organization',
    lines('login,name,role,saml_name_id', 'tovee,Tove Ekdahl,member,tove@fjord.example'),
    [['tove@fjord.example', 'Tove Ekdahl']],
  ],
  [
    'Atlassian',
    lines('User id,User name,email,User status', '5f1,Tove Ekdahl,tove@fjord.example,Active'),
    [['tove@fjord.example', 'Tove Ekdahl']],
  ],
  [
    'Zoho',
    lines('First Name\tLast Name\tEmailId\tDesignation', 'Tove\tEkdahl\ttove@fjord.example\tBuyer'),
    [['tove@fjord.example', 'Tove Ekdahl', 'Buyer']],
  ],
  [
    'BambooHR',
    lines('Employee #,"Last Name, First Name",Job Title,Work Email', '17,"Ekdahl, Tove",Buyer,tove@fjord.example'),
    [['tove@fjord.example', 'Tove Ekdahl', 'Buyer']],
  ],
  [
    'Workday',
    lines(
      'Employee ID|Worker|Business Title|Email - Primary Work|Manager Email',
      '17|Tove Ekdahl|Buyer|tove@fjord.example|boss@fjord.example',
    ),
    [['tove@fjord.example', 'Tove Ekdahl', 'Buyer']],
  ],
  [
    'a directory (LDAP)',
    lines(
      'DN,objectClass,cn,sn,givenName,mail,memberOf',
      '"cn=te,ou=people,dc=fjord",user,Tove Ekdahl,Ekdahl,Tove,tove@fjord.example,"CN=Sales,OU=Groups,DC=fjord;CN=R\\,D,OU=Groups,DC=fjord"',
    ),
    [['tove@fjord.example', 'Tove Ekdahl', '', 'Sales\nR,D']],
  ],
  [
    'a personnel system in German',
    lines('Name;Vorname;E-Mail (dienstlich);Team;Stelle', 'Ekdahl;Tove;tove@fjord.example;Vertrieb;Einkauf'),
    [['tove@fjord.example', 'Tove Ekdahl', 'Einkauf', 'Vertrieb']],
  ],
  [
    'one in French',
    lines('Nom;Prénom;Adresse électronique;Équipe;Poste', 'Ekdahl;Tove;tove@fjord.example;Ventes;Achats'),
    [['tove@fjord.example', 'Tove Ekdahl', 'Achats', 'Ventes']],
  ],
  [
    'one in Spanish',
    lines(
      'Nombre;Primer apellido;Segundo apellido;Correo electrónico;Grupos;Puesto',
      'Lucía;Ekdahl;Soto;lucia@fjord.example;Ventas|Compras;Compradora',
    ),
    [['lucia@fjord.example', 'Lucía Ekdahl Soto', 'Compradora', 'Ventas|Compras']],
  ],
  [
    'one in Portuguese',
    lines('Nome;Sobrenome;Endereço de e-mail;Equipe;Cargo', 'Tove;Ekdahl;tove@fjord.example;Vendas;Compras'),
    [['tove@fjord.example', 'Tove Ekdahl', 'Compras', 'Vendas']],
  ],
  [
    'one in Italian',
    lines('Cognome;Nome;Indirizzo e-mail;Gruppo;Mansione', 'Ekdahl;Tove;tove@fjord.example;Vendite;Acquisti'),
    [['tove@fjord.example', 'Tove Ekdahl', 'Acquisti', 'Vendite']],
  ],
  [
    'one in Dutch',
    lines(
      'Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Groep;Functie',
      'Tove;van den;Berg;tove@fjord.example;Verkoop;Inkoop',
    ),
    [['tove@fjord.example', 'Tove van den Berg', 'Inkoop', 'Verkoop']],
  ],
  [
    'a spreadsheet with a line for Excel above',
    lines('sep=;', 'email;name;groups', 'tove@fjord.example;Tove Ekdahl;Sales'),
    [['tove@fjord.example', 'Tove Ekdahl', '', 'Sales']],
  ],
  [
    'one with titles above, and empty columns and rows',
    lines(
      'Members, as of 27 November;;;',
      ';;;',
      'Email;Full name;Team;',
      'tove@fjord.example;"Ekdahl, Tove";Sales;',
      ';;;',
    ),
    [['tove@fjord.example', 'Tove Ekdahl', '', 'Sales']],
  ],
  [
    'a list whose title says whose it is, by address',
    lines('Members,Made by,admin@fjord.example', '', 'Email,Name,Team', 'tove@fjord.example,Tove Ekdahl,Sales'),
    [['tove@fjord.example', 'Tove Ekdahl', '', 'Sales']],
  ],
  [
    "Entra's template for guests",
    lines(
      'version:v1.0',
      'Email address to invite [inviteeEmail] Required,Redirection url [inviteRedirectURL] Required,Send invitation message (true or false) [sendEmail],Customized invitation message [customizedMessageBody]',
      'tove@fjord.example,https://fjord.example,true,Welcome',
    ),
    [['tove@fjord.example', '']],
  ],
  [
    'Thunderbird',
    lines(
      'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Job Title',
      'Tove,Ekdahl,Tove Ekdahl,tov,tove@fjord.example,t@mail.example,,123,Buyer',
    ),
    [['tove@fjord.example', 'Tove Ekdahl', 'Buyer']],
  ],
  [
    'a French administration',
    lines("Nom d'usage;Prénom usuel;Mél;Fonction", 'Ekdahl;Tove;tove@fjord.example;Acheteuse'),
    [['tove@fjord.example', 'Tove Ekdahl', 'Acheteuse']],
  ],
  [
    'plurals in brackets, in Spanish',
    lines('Nombre(s)|Apellido(s)|Correo-e|Equipo(s)', 'Lucía|Soto Gil|lucia@fjord.example|Ventas'),
    [['lucia@fjord.example', 'Lucía Soto Gil', '', 'Ventas']],
  ],
  [
    'people with a supervisor, whose address is another',
    lines('Employee Name,Reports to (Email),Employee Email', 'Tove Ekdahl,boss@fjord.example,tove@fjord.example'),
    [['tove@fjord.example', 'Tove Ekdahl']],
  ],
  [
    'a list without a header',
    lines('tove@fjord.example,Tove Ekdahl,Sales', 'ada@fjord.example,Ada Berg,'),
    [
      ['tove@fjord.example', 'Tove Ekdahl', '', 'Sales'],
      ['ada@fjord.example', 'Ada Berg'],
    ],
  ],
  [
    'one with first and last name apart',
    lines('tove.ekdahl@fjord.example\tTove\tEkdahl', 'ada.berg@fjord.example\tAda\tBerg'),
    [
      ['tove.ekdahl@fjord.example', 'Tove Ekdahl'],
      ['ada.berg@fjord.example', 'Ada Berg'],
    ],
  ],
  [
    'addresses alone',
    lines('tove@fjord.example', 'ada@fjord.example'),
    [
      ['tove@fjord.example', ''],
      ['ada@fjord.example', ''],
    ],
  ],
  [
    'a header in words that nobody knows',
    lines('Adres;Imię i nazwisko', 'tove@fjord.example;Tove Ekdahl', 'ada@fjord.example;Ada Berg'),
    [
      ['tove@fjord.example', 'Tove Ekdahl'],
      ['ada@fjord.example', 'Ada Berg'],
    ],
  ],
  [
    'addresses as mail programs and documents write them',
    lines(
      'Email,Name',
      'mailto:tove@fjord.example,Tove',
      '"Ada Berg <ada@fjord.example>",',
      '"""Berg, Eva"" <eva@fjord.example>",',
      '<ole@fjord.example>;,Ole',
      'Kim#mailto:kim@fjord.example#,Kim',
    ),
    [
      ['tove@fjord.example', 'Tove'],
      ['ada@fjord.example', 'Ada Berg'],
      ['eva@fjord.example', 'Eva Berg'],
      ['ole@fjord.example', 'Ole'],
      ['kim@fjord.example', 'Kim'],
    ],
  ],
  [
    'notes of several lines beside the people',
    'notes,email,name,groups\r\n"Call first,\r\nthen ""mail""\n",tove@fjord.example,"Tove\r\nEkdahl","Sales\nSupport"\r\n',
    [['tove@fjord.example', 'Tove Ekdahl', '', 'Sales\nSupport']],
  ],
  [
    'a Mac, with marks around the names',
    'email,name\n\u2068tove@fjord.example\u2069,\u2068Tove Ekdahl\u2069\n',
    [['tove@fjord.example', 'Tove Ekdahl']],
  ],
]

test.each(exported)('The people in an export of %s arrive with their names', async (_, content, people) => {
  expect(await peopleIn(content)).toEqual(people.map(whole))
})

describe('Where two columns could be the address', () => {
  const content = lines(
    'Name,Work Email,Personal Email',
    'Tove Ekdahl,tove@fjord.example,t@mail.example',
    'Ada Berg,ada@fjord.example,a@mail.example',
  )

  test('somebody is asked which, by name and line', async () => {
    const { code, fields } = await refusal(parseFile(content))
    expect([code, fields]).toEqual([
      'invalid_input',
      {
        email:
          '“Work Email” (column 2) and “Personal Email” (column 3) in line 1 all match. Choose which one is “Email address”.',
      },
    ])
  })

  test('nobody is asked who has only one of them, or the same in both', async () => {
    expect(await peopleIn(content.replaceAll(/,[^,]*(?=\r\n)/g, ','))).toEqual([
      ['tove@fjord.example', 'Tove Ekdahl', '', ''],
      ['ada@fjord.example', 'Ada Berg', '', ''],
    ])
    expect(
      (await peopleIn(content.replaceAll(',t@mail', ',TOVE@fjord').replaceAll(',a@mail', ',ada@fjord'))).length,
    ).toBe(2)
  })
})

test('A cell with two people, and a row that a stray quotation mark made of several, are said and not guessed', async () => {
  const { rows } = await parseFile(
    lines(
      'Email,Name,Notes',
      '"tove@fjord.example; ada@fjord.example",Both,',
      'eva@fjord.example,Eva,"x',
      'kim@fjord.example,Kim,"',
    ),
  )
  expect(rows.map(row => row.misshapen)).toEqual([
    expect.stringContaining('several addresses, such as tove@fjord.example and ada@fjord.example'),
    expect.stringContaining('turned 2 lines into one cell'),
  ])
})

describe('What stands above the first address', () => {
  test.each<[string, string, number[]]>([
    [
      'a title of several cells',
      'Staff list;2026;Mara Lindqvist\nbob@acme.example;Bob;Berlin\neve@acme.example;Eve;Bonn\n',
      [1, 2, 3],
    ],
    [
      'somebody without an address',
      'Ann Lee;(none);Sales;Jonas Berg\nBob Hill;bob.hill@acme.example;Dev;Mara Lindqvist\n',
      [1, 2],
    ],
    ['somebody with a word in its place', 'Ann Lee;unknown;Sales\nBob Hill;bob.hill@acme.example;Dev\n', [1, 2]],
    ['somebody in a group that stands below again', 'Ann Lee;later;Sales\nBob Hill;bob@acme.example;Sales\n', [1, 2]],
    [
      'two without an address',
      'Ann Lee;asked;Sales\nCy Ray;asked;Ops\nBob Hill;bob@acme.example;Dev\nDi;di@acme.example;Dev\n',
      [1, 2, 3, 4],
    ],
    ['a header in words that nobody knows, below a title', 'Kadra\nAdres;Imię\nbob@acme.example;Bob\n', [3]],
  ])('is %s, who is read where it may be somebody', async (_, content, read) => {
    const { rows } = await parseFile(content)
    expect(rows.map(({ line }) => line)).toEqual(read)
  })
})
