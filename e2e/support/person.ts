import type { Page } from '@playwright/test'

/** Chooses what stands in the menu of a person's page, as a person does. */
export async function chooseAct(page: Page, name: string): Promise<void> {
  const main = page.getByRole('main')
  await main.getByRole('button', { name: 'More actions' }).click()
  await main
    .getByRole('link', { name, exact: true })
    .or(main.getByRole('button', { name, exact: true }))
    .click()
}
