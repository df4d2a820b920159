/** A chart as a picture: the SVG with the colours that the theme gives it now, drawn at twice its size. */
import { element, svg } from '../dom';

const SCALE = 2;
const MARGIN = 16;
const TITLE = 28;
/** What the page's style sheet decides and a picture by itself does not have. */
const STYLES = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'opacity', 'paint-order'],
  ...['font-family', 'font-size', 'font-weight'],
];

/** A PNG file in base64, with the title above the chart and the background of the page. */
export async function pngOf(chart: SVGSVGElement, title: string): Promise<string> {
  const width = chart.width.baseVal.value + 2 * MARGIN;
  const height = chart.height.baseVal.value + 2 * MARGIN + TITLE;
  const picture = svg('svg', {
    width: width * SCALE,
    height: height * SCALE,
    viewBox: `0 0 ${width} ${height}`,
  });
  const page = getComputedStyle(document.body);
  picture.append(
    svg('rect', { width, height, fill: backgroundOf(page) }),
    svg(
      'text',
      { x: MARGIN, y: MARGIN + 14, fill: page.color, 'font-family': page.fontFamily, 'font-size': '15px' },
      title,
    ),
    svg('g', { transform: `translate(${MARGIN} ${MARGIN + TITLE})` }, ...[...chart.children].map(styled)),
  );
  const source = new XMLSerializer().serializeToString(picture);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = element('canvas', { width: width * SCALE, height: height * SCALE });
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

/** The page itself may have none: the editor behind it has. */
function backgroundOf(page: CSSStyleDeclaration): string {
  const editor = page.getPropertyValue('--vscode-editor-background').trim();
  return editor === '' ? page.backgroundColor : editor;
}

/** A copy with the styles as attributes, which need no style sheet. */
function styled(original: Element): Element {
  const copy = original.cloneNode(true) as Element;
  const [from, to] = [original, copy].map((root) => [root, ...root.querySelectorAll('*')]);
  from?.forEach((each, index) => {
    const style = getComputedStyle(each);
    for (const name of STYLES) to?.[index]?.setAttribute(name, style.getPropertyValue(name));
  });
  return copy;
}
