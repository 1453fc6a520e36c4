import { useRoute } from 'preact-iso';
import { readPerson } from '../../../api/users';
import { useText } from '../../../text/catalogue';
import { Badge, Empty, Loaded, Page, useLoad } from '../../../ui';
import { useSession } from '../../session';
import { isMissing } from '../phones/isMissing';
import { Access } from './Access';
import { PersonPhones } from './PersonPhones';
import { Profile } from './Profile';
import { peopleText } from './text';

/** One person: name and roles, phones and codes, and how he comes in. */
export default function Person() {
  const t = useText(peopleText);
  const id = useRoute().params['id'] ?? '';
  const me = useSession().user.id;
  const load = useLoad((signal) => readPerson(id, signal), [id]);
  const person = load.value?.body;
  return (
    <Page title={person?.name ?? t.title} lead={person?.disabled === true ? <Badge tone="bad">{t.disabled}</Badge> : undefined}
      actions={person === undefined || person.disabled === true ? undefined : <a class="button main" href={`/console/enrol?user=${person.id}`}>{t.enrol}</a>}>
      {isMissing(load.error) ? <Empty title={t.missing}><p>{t.missingHint}</p><a class="button" href="/console/people">{t.showAll}</a></Empty> : null}
      {isMissing(load.error) ? null : <Loaded load={load}>
        {({ body, etag }) => (
          <>
            {body.manageable || body.id === me ? null : <p class="notice">{t.cannotChange}</p>}
            <Profile key={etag} person={body} etag={etag} onChanged={load.reload} />
            <PersonPhones person={body.id} />
            <Access person={body} etag={etag} onChanged={load.reload} />
          </>
        )}
      </Loaded>}
    </Page>
  );
}
