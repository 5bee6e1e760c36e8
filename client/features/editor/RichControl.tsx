// Rich text in the form: shown at once for reading, and given its editor as soon as the form stands, or
// when somebody goes there. The editor is its own chunk, so that no form waits for it.
import { type ComponentType, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRichNodes } from '../../collab/hooks.ts';
import { useForm } from './form-context.ts';
import type { RichEditing as RichEditingComponent, RichTextProps } from './RichEditing.tsx';
import { RichReading } from './RichReading.tsx';
import { noteClick, noteKey, notePaste, type RichEntry } from './rich/entry-notes.ts';
import classes from './rich.module.css';

type Editing = ComponentType<Parameters<typeof RichEditingComponent>[0]>;

/** Kept for every text after the first. */
let editing: Editing | null = null;

/** The text of one root; give it the root as `key`. */
export function RichControl(props: RichTextProps) {
  const { t } = useTranslation('editor');
  const { canEdit } = useForm();
  const [Editor, setEditor] = useState<Editing | null>(() => editing);
  const [coming, setComing] = useState<'unasked' | 'wanted' | 'missing'>('unasked');
  const entry = useRef<RichEntry | null>(null);
  const load = useCallback(async () => {
    try {
      editing = (await import('./RichEditing.tsx')).RichEditing;
      setEditor(() => editing);
    } catch (error) {
      console.error('The editor could not be loaded.', error);
      // What was noted so far has nowhere to go, and coming back later must not bring it along.
      entry.current = null;
      setComing('missing');
    }
  }, []);
  useEffect(() => {
    if (editing === null) return whenIdle(() => void load());
  }, [load]);
  if (Editor !== null) return <Editor {...props} entry={entry.current} />;
  const goIn = (next: RichEntry) => {
    entry.current = next;
    setComing('wanted');
    void load();
  };
  return (
    <div className={classes.rich} data-readonly={!canEdit}>
      {canEdit && <div className={`${classes.bars} ${classes.barsToCome}`} />}
      {/* biome-ignore lint/a11y/useSemanticElements: formatted words stand in no input */}
      <div
        id={props.controlId}
        className={classes.text}
        role="textbox"
        tabIndex={0}
        aria-multiline="true"
        aria-readonly="true"
        aria-busy={coming === 'wanted'}
        aria-label={props.label}
        aria-describedby={`${props.controlId}-hint`}
        lang={props.lang}
        onPointerDown={(event) => goIn(noteClick(event.nativeEvent))}
        onClick={(event) => {
          // As in the editor: a click on a link goes into its words, with Ctrl to its address.
          if (canEdit && !event.ctrlKey && !event.metaKey) event.preventDefault();
        }}
        onFocus={() => goIn(entry.current ?? { click: null, done: [] })}
        onBlur={() => {
          // Whoever left does not want to be brought back.
          entry.current = null;
        }}
        onKeyDown={(event) => {
          if (canEdit && entry.current !== null) noteKey(entry.current, event.nativeEvent);
        }}
        onPaste={(event) => {
          if (canEdit && entry.current !== null) notePaste(entry.current, event.nativeEvent);
        }}
      >
        <Words root={props.root} />
      </div>
      <div className={classes.foot}>
        <span className={classes.count} role="status">
          {coming === 'missing' && t('rich.not-loaded')}
          {coming === 'wanted' && canEdit && (
            <span className={classes.coming}>{t('rich.coming')}</span>
          )}
        </span>
      </div>
    </div>
  );
}

/** Its own component: it alone follows what others write meanwhile. */
function Words({ root }: { root: string }) {
  const { t } = useTranslation('editor');
  const { canEdit } = useForm();
  return (
    <RichReading
      nodes={useRichNodes(root)}
      placeholder={canEdit ? t('rich.placeholder') : undefined}
    />
  );
}

/** Long enough for the form to be drawn, short enough to be there before the mouse is. */
const IDLE_AT_MOST_MS = 1500;

/** Calls back when the browser has nothing else to do; returns how to call it off. */
function whenIdle(callback: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(callback, 200);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(callback, { timeout: IDLE_AT_MOST_MS });
  return () => cancelIdleCallback(request);
}
