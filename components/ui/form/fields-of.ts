import type { FieldPath, FieldValues } from 'react-hook-form'
import type { z } from 'zod'

/** A schema that a form can have: its input is an object of fields. */
export type FormSchema = z.ZodType<unknown, FieldValues>

declare const ofSchema: unique symbol

/**
 * What a form begins with: of what there is, the fields of its schema and no others.
 * @param from has all of them, or it does not compile
 */
export const valuesOf = <Shape extends z.ZodRawShape, From extends { [Field in keyof Shape]: unknown }>(
  schema: z.ZodObject<Shape>,
  from: From,
): Pick<From, keyof From & keyof Shape> =>
  Object.fromEntries(Object.keys(schema.shape).map(field => [field, from[field as keyof From]])) as never

/** A name that a schema has, as the fields of a form demand it. Made by `fieldsOf` and nothing else. */
export type FieldName = string & { readonly [ofSchema]: true }

/**
 * What a schema calls its fields: `fieldsOf(createGroupInput)('name')`, dotted where it nests. Any other name does not compile;
 * when it runs, it is the string and no more.
 */
export const fieldsOf =
  <S extends FormSchema>(_schema: S) =>
  (name: FieldPath<z.input<S>>): FieldName =>
    // The brand is for the compiler alone, so a value with it can only be declared.
    name as string as FieldName
