/** What a tour asks of the page that it goes through. */
import type { Picture } from '../../../core/rules/picture/picture';
import type { ImageChoice, ShownFile } from '../../imageFile';
import type { FromTour, SharedPlace } from '../../tourProtocol';
import type { ShownPicture } from '../picture/shownPicture';
import type { Loaded } from './ahead';
import type { TourState } from './tourState';

/** The page around. */
export interface Stage {
  readonly chosen: TourState;
  choose(change: Partial<TourState>): void;
  say(message: FromTour): void;
  /** The file that is shown, or about to be, absolute. */
  readonly path: string;
  /** What is shown of it; null before it has come. */
  readonly loaded: Loaded<ShownPicture> | null;
  readonly choice: ImageChoice | null;
  /** Pixels in the longer side of a picture that fills the view. */
  readonly wanted: number;
  make(file: ShownFile, choice: ImageChoice, most: number, picture: Picture): ShownPicture;
  /** Another file is about to be shown; what is shown stays until it has come. */
  turnTo(path: string): void;
  display(loaded: Loaded<ShownPicture>): void;
  /** Reads the picture again, as large as it is seen. */
  refine(): void;
  /** Whether all that the view would show of a picture is there; reads what is missing. */
  isComplete(picture: ShownPicture): boolean;
  readonly place: SharedPlace;
  moveTo(place: SharedPlace): void;
  fixStretch(isFixed: boolean): void;
  /** Pictures pass by, faster than their headers are read. */
  passing(isPassing: boolean): void;
}
