/** The colour itself, or the nearest darker one that reads at 4.5 : 1 on white (WCAG 2.1, 1.4.3). "#rrggbb" in and out. */
export function readableOnWhite(hex: string): string {
  let channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  while (1.05 / (luminance(channels) + 0.05) < 4.5) channels = channels.map((value) => Math.floor(value * 0.95));
  return `#${channels.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(channels: number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
