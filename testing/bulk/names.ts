import { slugFrom } from '@/lib/kernel/slug'
import { oneOf } from './evenly'

const firstNames =
  `Ada Agnieszka Ahmed Aino Amélie Amir Anaïs Andrzej Aoife Arjun Ayşe Beatriz Björn Bohdan Camila Chiara Chidi Cléo Dmitri
  Élodie Elif Emeka Femi Fátima Giulia Grace Hanna Hiro Hồng Ingrid Iñaki Ivana Jakub João José Jürgen Kavya Kwame Lakshmi Léa Liam
  Łukasz Lwazi Magnus Małgorzata Maya Mehmet Miguel Nadia Ngozi Noor Olu Oksana Óscar Pavel Priya Quentin Ravi Renée Rosa Sanna
  Siobhán Søren Sofía Takumi Thandiwe Tomás Uma Ursula Viktor Wanjiru Wen Ximena Yara Yusuf Zoë`.split(/\s+/)

const lastNames =
  `Abe Adeyemi Andersson Bianchi Boateng Bosch Castillo Çelik Chowdhury Čermák D’Angelo Dubois Dvořák Eriksen Fernández Fischer
  Fofana García Gökçe Haddad Hernández Horvat Huang Ibrahim Ivanova Iyer Jensen Jørgensen Kamau Kim Kowalski Kovač Lefèvre Lindgren
  Mensah Molina Moreau Müller Nakamura Nguyễn Novák Nowak O’Brien Okafor Ólafsdóttir Papadopoulos Park Petrov Popović Quiroga Rasmussen Rossi
  Sánchez Schmidt Şahin Silva Singh Ștefănescu Suzuki Tanaka Toivonen Usman Varga Weber Wójcik Xu Yılmaz Zhang Zieliński Zimmermann`.split(
    /\s+/,
  )

/** Of people who have one name, as many do in Indonesia and in southern India. */
const singleNames = ['Wulandari', 'Suryani', 'Budiman', 'Kartika', 'Murugan', 'Selvam']

/** Written as they are, at full length. */
const longNames = [
  'Maria del Carmen Rodríguez de la Fuente y Villanueva',
  'Karl-Friedrich Graf von Hohenstein-Waldenburg',
  'Ana Beatriz Cavalcanti de Albuquerque Montenegro',
  'Wijesinghe Arachchilage Don Nimal Prasanna Kumara',
]

/** What the n-th of many people is called. */
export function nameOfMany(n: number): string {
  if (n % 211 === 17) return oneOf(singleNames, n, 1)
  if (n % 397 === 29) return oneOf(longNames, n, 1)
  // A tenth have two names of either kind.
  const [first, last] = [oneOf(firstNames, n, 1), oneOf(lastNames, n, 2)]
  if (n % 10 === 3) return `${first} ${last}-${oneOf(lastNames, n, 3)}`
  const middle = oneOf(firstNames, n, 3)
  if (n % 10 === 7 && middle !== first) return `${first} ${middle} ${last}`
  return `${first} ${last}`
}

/** No two of one filling of a company have the same, nor those of two fillings. */
export function addressOfMany(name: string, n: number, stamp: string): string {
  const [first = '', ...others] = name.split(' ')
  return `${slugFrom(first)}.${slugFrom(others.at(-1) ?? '') || 'x'}.${n}.${stamp}@example.com`
}
