import { NotFound } from '@/components/shell/not-found'

export default function NotFoundPage() {
  return (
    <main className="px-4 py-10">
      <NotFound />
    </main>
  )
}
