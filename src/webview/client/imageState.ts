/** The state of the page of an image, which is kept while it is hidden and handed over to the page after it. */
import type { StretchName } from '../../core/rules/picture/stretch';
import type { Transfer } from '../../core/rules/picture/transfer';
import type { FromImagePage, ImageChoice } from '../imageProtocol';
import type { Place } from './picture/view';
import { ScrolledPage } from './scrolledPage';
import { type TourState, USUAL_TOUR } from './tour/tourState';

interface ImageState extends TourState {
  readonly choice: ImageChoice | null;
  readonly place: Place | null;
  /** Null for the stretch that suits the picture. */
  readonly stretch: StretchName | null;
  /** The curve of each channel once a point of the histogram was moved, in physical values. */
  readonly manual: readonly Transfer[] | null;
  readonly isInverted: boolean;
  readonly isSmooth: boolean;
  readonly hasHeader: boolean;
  /** Whether arrows show north and east. */
  readonly hasCompass: boolean;
  readonly search: string;
  /** The curves of the file before, which this one is shown with; null for its own. */
  readonly fixed: readonly Transfer[] | null;
}

export const page = new ScrolledPage<FromImagePage, ImageState>({
  choice: null,
  place: null,
  stretch: null,
  manual: null,
  isInverted: false,
  isSmooth: false,
  hasHeader: true,
  hasCompass: true,
  search: '',
  fixed: null,
  ...USUAL_TOUR,
});
