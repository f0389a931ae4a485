import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectCatalogue } from './doctor'
import { migrate } from './migrate'
import { inspectLargeObjects } from './privileges'
import { roleUrl } from './roles'

// What the README tells operators to make: an administrator who owns one database and may create roles, and is no superuser.
const authSecret = process.env.AUTH_SECRET!
const name = `console_test_${randomBytes(4).toString('hex')}`
const password = randomBytes(12).toString('hex')
const superuser = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
const address = new URL(process.env.DATABASE_URL!)
Object.assign(address, { username: name, password, pathname: `/${name}` })
const databaseUrl = address.toString()

beforeAll(async () => {
  await superuser.unsafe(`create role ${name} login createrole password '${password}'`)
  await superuser.unsafe(`create database ${name} owner ${name}`)
})

afterAll(async () => {
  await superuser.unsafe(`drop database ${name} with (force)`)
  for (const role of ['app', 'worker', 'owner']) await superuser.unsafe(`drop role if exists ${name}_${role}`)
  await superuser.unsafe(`drop role ${name}`)
  await superuser.end()
})

describe('An administrator who is no superuser', () => {
  test('migrates an empty database, and again at the next start', async () => {
    await migrate({ databaseUrl, authSecret })
    await migrate({ databaseUrl, authSecret })
    const asAdministrator = postgres(databaseUrl, { max: 1, onnotice: () => {} })
    const [role] =
      await asAdministrator`select usesuper as super, usebypassrls as bypasses from pg_user where usename = current_user`
    expect(role).toEqual({ super: false, bypasses: false })
    expect(await inspectCatalogue(asAdministrator)).toEqual([])
    await asAdministrator.end()
  })

  test('leaves no temporary tables to the application, and large objects to a superuser, who is told how to end them', async () => {
    const asApp = postgres(roleUrl(databaseUrl, authSecret, 'app'), { max: 1, onnotice: () => {} })
    await expect(asApp`create temporary table x (id int)`).rejects.toMatchObject({ code: '42501' })
    const [warning] = await inspectLargeObjects(asApp)
    const ofServer = postgres(Object.assign(new URL(process.env.DATABASE_URL!), { pathname: `/${name}` }).toString(), {
      max: 1,
      onnotice: () => {},
    })
    await ofServer.unsafe(/revoke execute .*;$/.exec(warning!)![0])
    await ofServer.end()
    expect(await inspectLargeObjects(asApp)).toEqual([])
    await expect(asApp`select lo_create(0)`).rejects.toMatchObject({ code: '42501' })
    await migrate({ databaseUrl, authSecret })
    await asApp.end()
  })

  test('leaves an application that adds jobs and a worker that takes them, and no way from one to the other', async () => {
    const asApp = postgres(roleUrl(databaseUrl, authSecret, 'app'), { max: 1, onnotice: () => {} })
    const asWorker = postgres(roleUrl(databaseUrl, authSecret, 'worker'), { max: 1, onnotice: () => {} })
    await asApp.begin(async tx => {
      await tx`select set_config('app.company_id', gen_random_uuid()::text, true)`
      await tx`select jobs.add('mail.send', gen_random_uuid(), null, 'x')`
    })
    const jobs = await asWorker`select task_identifier from graphile_worker.jobs`
    expect(jobs.map(job => job.task_identifier)).toEqual(['mail.send'])
    await expect(asApp`select * from graphile_worker.jobs`).rejects.toMatchObject({ code: '42501' })
    await expect(asWorker`select * from users`).rejects.toMatchObject({ code: '42501' })
    await asApp.end()
    await asWorker.end()
  })
})
