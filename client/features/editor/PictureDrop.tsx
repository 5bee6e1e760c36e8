// Where a picture is chosen, dropped or pasted; uploads it and hands its address on.
import { IconPhotoPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import {
  type ClipboardEvent,
  type DragEvent,
  type ReactNode,
  type Ref,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from '../../ui/FormError.tsx';
import spoken from '../../ui/spoken.module.css';
import { useForm } from './form-context.ts';
import classes from './picture.module.css';
import { PICTURE_ACCEPT, uploadPicture } from './picture-file.ts';

interface PictureDropProps {
  /** What the pictures are of, for who cannot see where they stand. */
  label: string;
  /** One is there already, which needs less room. */
  hasPicture: boolean;
  takesSeveral?: boolean;
  onUploaded: (address: string) => void;
  ref?: Ref<HTMLInputElement>;
  /** What stands before the button, and after it. */
  before?: ReactNode;
  after?: ReactNode;
}

/** The button, within the place that takes drops and pastes. */
export function PictureDrop(props: PictureDropProps) {
  const { label, hasPicture, takesSeveral = false, onUploaded, ref, before, after } = props;
  const { t } = useTranslation('editor');
  const { documentId } = useForm();
  const [isOver, setOver] = useState(false);
  // What is still to be uploaded; `null` while nothing is. Given meanwhile, a picture waits its turn.
  const queue = useRef<File[] | null>(null);
  const upload = useMutation({
    mutationFn: async () => {
      let failure: { error: unknown } | null = null;
      for (let file = queue.current?.shift(); file; file = queue.current?.shift()) {
        try {
          onUploaded(await uploadPicture(documentId, file));
        } catch (error) {
          // One that is refused does not hold up those behind it.
          failure ??= { error };
        }
      }
      queue.current = null;
      if (failure !== null) throw failure.error;
    },
  });
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])].slice(0, takesSeveral ? undefined : 1);
    if (files.length === 0) return false;
    if (queue.current === null) {
      queue.current = files;
      upload.mutate();
    } else {
      // Where there is room for one, the last one given is meant.
      queue.current = takesSeveral ? [...queue.current, ...files] : files;
    }
    return true;
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    if (take(event.dataTransfer.files)) event.preventDefault();
  };
  const paste = (event: ClipboardEvent) => {
    if (take(event.clipboardData.files)) event.preventDefault();
  };
  const words = t(
    upload.isPending
      ? 'picture.uploading'
      : hasPicture && !takesSeveral
        ? 'picture.replace'
        : 'picture.choose',
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: drops and pastes have the button beside them
    <div
      className={classes.place}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
    >
      <div className={classes.line}>
        {before}
        <label className={classes.choose} data-busy={upload.isPending || undefined}>
          <IconPhotoPlus size={20} stroke={1.75} aria-hidden="true" />
          <span>{words}</span>
          <input
            ref={ref}
            type="file"
            aria-label={`${words}, ${label}`}
            accept={PICTURE_ACCEPT}
            multiple={takesSeveral}
            disabled={upload.isPending}
            onChange={({ currentTarget }) => {
              take(currentTarget.files);
              // So that the same file can be chosen again after it was mended.
              currentTarget.value = '';
            }}
          />
        </label>
        {after}
        {!hasPicture && <span className={classes.orDrop}>{t('picture.drop')}</span>}
      </div>
      <span className={spoken.only} role="status">
        {upload.isSuccess && t('picture.done')}
      </span>
      <FormError error={upload.error} />
    </div>
  );
}
