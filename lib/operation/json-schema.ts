import { z } from 'zod'

/** A schema as JSON Schema (draft 2020-12, https://json-schema.org/draft/2020-12). */
export type JsonSchema = Record<string, unknown>

/**
 * A schema of an operation as programs see it: what they send (`input`, before anything is trimmed or completed) or what they
 * get (`output`). Dates are RFC 3339 strings; nothing is `null`. What a schema decides by code says its limits by `.meta()`.
 */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { type } = zodSchema._zod.def
      if (type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
      if (type === 'void' || type === 'undefined') Object.assign(jsonSchema, { type: 'null' })
    },
  }) as JsonSchema
