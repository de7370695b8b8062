import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** A phone in E.164 from WhatsApp's digits. Nothing is refused on receipt: Brazil and Mexico look invalid and are not. */
export function phoneOf(waId: string): string {
  return parsePhoneNumberFromString(`+${waId}`)?.number ?? `+${waId}`;
}

/**
 * All spellings under which a school may have a phone: Brazil with and without the ninth digit, Mexico with and without
 * 1, Argentina with and without 9 (whatsapp.md 1).
 */
export function spellingsOf(waId: string): string[] {
  const phone = phoneOf(waId);
  const other = [
    [/^\+55(\d{2})9(\d{8})$/, "+55$1$2"],
    [/^\+55(\d{2})(\d{8})$/, "+55$19$2"],
    [/^\+521(\d{10})$/, "+52$1"],
    [/^\+52(\d{10})$/, "+521$1"],
    [/^\+549(\d{10})$/, "+54$1"],
    [/^\+54([1-8]\d{9})$/, "+549$1"],
  ] as const;
  const found = other.flatMap(([pattern, to]) => (pattern.test(phone) ? [phone.replace(pattern, to)] : []));
  return [...new Set([phone, `+${waId}`, ...found])];
}
