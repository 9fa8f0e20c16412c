import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BigButton, CameraIcon, Live } from '../components/index.ts';
import { createCodeReader, type CodeReader, type ReaderState } from '../scanner/index.ts';
import { useVisitor } from './visitor-context.ts';

const CAN_TRY_AGAIN: ReadonlySet<ReaderState> = new Set(['denied', 'in-use', 'none', 'failed']);

const USABLE: ReadonlySet<ReaderState> = new Set(['starting', 'reading']);

/** The camera's picture with a frame to hold the code in, and a sentence for whatever is wrong with it. */
export function CameraView({ hint, small = false }: { hint?: string; small?: boolean }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const picture = useRef<HTMLDivElement>(null);
  const reader = useRef<CodeReader>(null);
  const [camera, setCamera] = useState<ReaderState>('starting');
  const [cameras, setCameras] = useState(0);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const into = picture.current;
    if (into === null) return;
    let gone = false;
    const created = createCodeReader({
      onCode: (code) => {
        if (!gone) dispatch({ type: 'code-shown', code, via: 'camera' });
      },
      onState: (now) => {
        if (gone) return;
        setCamera(now);
        setCameras(created.cameras);
      },
    });
    reader.current = created;
    void created.start(into);
    return () => {
      gone = true;
      void created.stop();
    };
  }, [attempt, dispatch]);

  const busy = state.call !== null;
  const said = busy ? t('scan.checking') : t(`camera.${camera}`);
  return (
    <div className="camera" data-small={small}>
      <div className="camera-box" data-state={camera}>
        <div ref={picture} className="camera-picture" role="img" aria-label={t('scan.picture')} />
        {camera === 'reading' ? (
          <div className="camera-frame" aria-hidden="true" data-busy={busy} />
        ) : (
          <div className="camera-says">
            <CameraIcon large />
            <p className="lead">{t(`camera.${camera}`)}</p>
          </div>
        )}
      </div>
      <div className="row camera-ways">
        {cameras > 1 && (
          <BigButton variant="tertiary" icon={<CameraIcon />} onPress={() => reader.current?.switchCamera()}>
            {t('scan.switchCamera')}
          </BigButton>
        )}
        {CAN_TRY_AGAIN.has(camera) && (
          <BigButton variant="secondary" onPress={() => setAttempt(attempt + 1)}>
            {t('scan.startCamera')}
          </BigButton>
        )}
      </div>
      {hint !== undefined && USABLE.has(camera) && <p className="lead">{hint}</p>}
      <Live>{said}</Live>
    </div>
  );
}
