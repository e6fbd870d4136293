// Keys made of names.

/** A key as entities have them: lower-case letters, digits and single hyphens, at most 100; "" of a name without letters of Latin script. */
export function slug(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 100).replace(/^-+|-+$/g, "");
}
