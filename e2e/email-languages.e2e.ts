import { arrivedMail, testWithSmtp as test } from './support/smtp'
import { expect } from './support/test'

test('Emails come in the company’s language, and in one’s own once it is chosen in the profile', async ({
  page,
  company,
  signIn,
  smtp,
}) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const language = page.getByLabel('Language of emails')
  const testEmail = async (subject: string) => {
    await page.goto(`/${company.slug}/settings/mail`)
    await page.getByRole('button', { name: 'Send test email' }).click()
    return arrivedMail(smtp, ada.email, subject)
  }
  await signIn(ada)
  await testEmail(`Test email from ${company.name}`)

  await page.goto(`/${company.slug}/settings`)
  await language.selectOption('Português (Brasil)')
  await page.getByRole('button', { name: 'Save language' }).click()
  await expect(page.getByText('The language was saved.')).toBeVisible()
  const portuguese = await testEmail(`E-mail de teste de ${company.name}`)
  expect(portuguese.text).toContain('Convites e avisos são enviados da mesma forma.')

  await page.goto(`/${company.slug}/profile`)
  await language.selectOption('Español')
  await page.getByRole('button', { name: 'Save language' }).click()
  await expect(page.getByText('Your language was saved.')).toBeVisible()
  const spanish = await testEmail(`Correo de prueba de ${company.name}`)
  expect(spanish.text).toContain('Las invitaciones y los avisos se envían de la misma manera.')
  expect(spanish.html).toMatch(/<html[^>]* lang="es"/)
})
