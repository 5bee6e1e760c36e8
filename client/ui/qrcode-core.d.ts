// The encoder of `qrcode` without its drawing to canvas, text and files: the path is ours.
declare module 'qrcode/lib/core/qrcode.js' {
  export { create } from 'qrcode';
}
