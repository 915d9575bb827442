// What stories about planning begin with, written through the API: a month that the service team works in.

import { type Page } from "@playwright/test";
import { month } from "./shop.ts";
import { type Person } from "./people.ts";

/** A month that nobody has begun. */
export const FAR = month(2);

/** Calls the API as whoever is signed in on this page. */
export async function send<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([method, path, body]) => {
      const headers = { "content-type": "application/json" };
      const reply = await fetch(path, { method, headers, body: body ? JSON.stringify(body) : undefined });
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
      return reply.status === 204 ? null : reply.json();
    },
    [method, path, body] as [string, string, unknown],
  );
}

/** The address of the reader's department's roster of that month. */
async function roster(page: Page): Promise<string> {
  const { department_id } = await send<{ department_id: string }>(page, "GET", "/api/session");
  return `/api/rosters/${department_id}/${FAR}`;
}

/** Gives people shifts on days of that month, early ones unless said otherwise. The page is a manager's. */
export async function plan(page: Page, people: Person[], days: number[], code = "早") {
  const kinds = await send<{ id: string; fields: { code: string } }[]>(page, "GET", "/api/shift-kinds");
  const kind_id = kinds.find((kind) => kind.fields.code === code)?.id;
  const { items } = await send<{ items: { id: string; number: string }[] }>(page, "GET", "/api/people?status=active");
  const ids = people.map((person) => items.find((one) => one.number === person.number)?.id);
  const day = (number: number) => `${FAR}-${String(number).padStart(2, "0")}`;
  const edits = ids.flatMap((person_id) => days.map((number) => ({ person_id, day: day(number), kind_id, version: 0 })));
  await send(page, "PATCH", await roster(page), { edits });
}

/** Publishes that month. The page is a manager's. */
export async function publishFar(page: Page) {
  const path = await roster(page);
  const { writes } = await send<{ writes: number }>(page, "GET", `${path}/findings`);
  await send(page, "POST", `${path}/publish`, { version: 1, writes, sign_off: null });
}

/** Asks for heads of the reader's department on every day, by time of day. The page is a manager's. */
export async function needHeads(page: Page, start: string, end: string, heads: number) {
  const { department_id } = await send<{ department_id: string }>(page, "GET", "/api/session");
  const fields = { kind_id: null, slot: { start, end }, weekdays: 127, heads };
  const path = `/api/departments/${department_id}/demands/01990000-0000-7000-8000-0000000000${heads + 10}`;
  await send(page, "PUT", path, { version: 0, fields });
}
