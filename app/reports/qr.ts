import QRCode from "qrcode";

/**
 * The address as a QR code, an SVG of one path. In upper case: host and route are case-blind, and capitals need a
 * coarser code that a phone still reads on a photocopy (reports.md 7). The paper keeps the quiet zone round it.
 */
export function qrSvg(url: string): string {
  const text = /[?#]/.test(url) ? url : url.toUpperCase();
  const { data, size } = QRCode.create(text, { errorCorrectionLevel: "M" }).modules;
  let path = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue;
      const start = x;
      while (x + 1 < size && data[y * size + x + 1]) x++;
      path += `M${start} ${y}h${x + 1 - start}`;
    }
  }
  return `<svg class="qr" viewBox="0 -.5 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"><path d="${path}" stroke="#000"/></svg>`;
}
