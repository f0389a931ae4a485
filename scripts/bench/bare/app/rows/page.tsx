import { bareRowsOf } from '../../rows'

/** What a page costs that does nothing beside: n rows of one read. */
export default async function Page({ searchParams }: { searchParams: Promise<{ n?: string; company: string }> }) {
  const { n = '25', company } = await searchParams
  const rows = await bareRowsOf(company, Number(n))
  return (
    <table>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <td>{row.id}</td>
            <td>{row.name}</td>
            <td>{row.email}</td>
            <td>{row.status}</td>
            <td>{row.created_at.toISOString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
