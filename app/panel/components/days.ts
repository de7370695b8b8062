const two = (value: number) => String(value).padStart(2, "0");

/** A day or an instant (UTC) as the browser's own field takes it: days are never shifted by a time zone. */
export function toDateInput(value: unknown, isDay: boolean): string {
  if (typeof value !== "string" || value === "") return "";
  if (isDay) return value.slice(0, 10);
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) return "";
  const day = `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
  return `${day}T${two(instant.getHours())}:${two(instant.getMinutes())}`;
}

/** The instant (UTC) of what stands in a field for local time. */
export function toInstant(value: string): string {
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? "" : instant.toISOString();
}
