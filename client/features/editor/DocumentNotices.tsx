// What the facilitators say, above the document that somebody writes in: read again when the socket
// says so, and out of the way once it was read.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnnouncementView } from '../../../shared/api/hackathons.ts';
import { useAside } from '../../collab/hooks.ts';
import { Announcements } from '../../ui/Announcements.tsx';
import { noticesQuery, useOpened } from '../../ui/notices-query.ts';
import classes from './banner.module.css';

/** Read already, in any document of this page. */
const seen = new Set<string>();

interface DocumentNoticesProps {
  hackathonId: string;
  documentId: string;
}

/** Announcements that stand and that nobody here has put away. */
export function DocumentNotices({ hackathonId, documentId }: DocumentNoticesProps) {
  const queryClient = useQueryClient();
  const { data = [] } = useQuery(noticesQuery(hackathonId));
  const isHere = ({ spotlight }: AnnouncementView) => spotlight?.documentId === documentId;
  useOpened(data.find(isHere)?.id);
  const [, setSeen] = useState(0);
  useAside('announcements', () => {
    void queryClient.invalidateQueries({ queryKey: noticesQuery(hackathonId).queryKey });
  });
  return (
    <div className={classes.notices}>
      <Announcements
        announcements={data.filter((one) => !seen.has(one.id) && !isHere(one))}
        onSeen={(id) => {
          seen.add(id);
          setSeen(seen.size);
        }}
      />
    </div>
  );
}
