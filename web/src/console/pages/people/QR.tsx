import type { QRCode } from '../../../api/enrolments';

/** A QR, drawn in the page: what it says is in no address and in no image that could be kept. */
export function QR({ code, label }: { code: QRCode; label: string }) {
  return (
    <svg class="qr" viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path class="qr-ground" d={`M0 0h${code.size}v${code.size}h-${code.size}z`} />
      <path d={code.path} />
    </svg>
  );
}
