// The catalogue of facts that a conversation can fill: what each is, how its words are read, how private it is.
// Every field is a column of its noun's table; understanding reads by `kind`, the engine knows fields only by name.

export const nouns = ['contact', 'household', 'product', 'shop'] as const;
export type Noun = (typeof nouns)[number];

export type Kind =
  | 'choice'
  | 'text'
  | 'person-name'
  | 'phone'
  | 'place'
  | 'money'
  | 'quantity'
  | 'weight'
  | 'number'
  | 'area'
  | 'date'
  | 'season'
  | 'product'
  | 'photos';

export type FieldDefinition = {
  kind: Kind;
  /** `personal` identifies a person; such a field may only be asked after consent. */
  privacy: 'public' | 'personal';
  /** For `choice`: the values, in the order shown. */
  options?: readonly string[];
  /** For `number`: whole numbers allowed. */
  min?: number;
  max?: number;
  /** For `text`: the longest allowed, in characters. */
  maxLength?: number;
  /** Answers that are void when this one changes. */
  voids?: readonly string[];
  /** Whose words tell this too. It is not asked for by itself: only which, where those words are of two minds. */
  toldBy?: string;
};

export const fields = {
  'contact.address_form': { kind: 'choice', privacy: 'public', options: ['bac', 'co', 'chu', 'anh', 'chi'] },
  'household.name': { kind: 'person-name', privacy: 'personal', maxLength: 80 },
  'household.place': { kind: 'place', privacy: 'personal' },
  'household.phone': { kind: 'phone', privacy: 'personal' },
  'household.owner_age': { kind: 'choice', privacy: 'public', options: ['self', 'relative', 'minor'] },
  'household.has_shop': { kind: 'choice', privacy: 'public', options: ['no', 'yes', 'unknown'] },
  'product.name': {
    kind: 'text',
    privacy: 'public',
    maxLength: 120,
    voids: ['product.kind', 'product.description'],
  },
  'product.kind': { kind: 'product', privacy: 'public', toldBy: 'product.name' },
  'product.photos': { kind: 'photos', privacy: 'public' },
  'product.price': { kind: 'money', privacy: 'public' },
  'product.packing': { kind: 'text', privacy: 'public', maxLength: 120, voids: ['product.description'] },
  'product.weight': { kind: 'weight', privacy: 'public' },
  'product.stock': { kind: 'quantity', privacy: 'public' },
  'product.season': { kind: 'season', privacy: 'public', voids: ['product.description'] },
  'product.certificate': {
    kind: 'choice',
    privacy: 'public',
    options: ['none', 'ocop', 'vietgap', 'other'],
    voids: ['product.ocop_stars', 'product.certificate_number', 'product.description'],
  },
  'product.ocop_stars': { kind: 'number', privacy: 'public', min: 3, max: 5, voids: ['product.description'] },
  'product.certificate_number': { kind: 'text', privacy: 'public', maxLength: 60, voids: ['product.description'] },
  'product.description': { kind: 'text', privacy: 'public', maxLength: 2000 },
} as const satisfies Record<`${Noun}.${string}`, FieldDefinition>;

export type Field = keyof typeof fields;

export const fieldNames = Object.keys(fields) as Field[];

/** The definition of a field by its name; `undefined` for a name that is not in the catalogue. */
export function fieldOf(name: Field): FieldDefinition;
export function fieldOf(name: string): FieldDefinition | undefined;
export function fieldOf(name: string): FieldDefinition | undefined {
  return Object.hasOwn(fields, name) ? fields[name as Field] : undefined;
}

/** The fields that the words of another tell too. */
export const toldBy = (field: Field): Field[] => told.get(field) ?? [];

const told = new Map(
  fieldNames.map((field) => [field, fieldNames.filter((name) => fieldOf(name).toldBy === field)] as const),
);
