import type { PlaceRule } from "./steps.js";

const ending = String.raw`(?:\/|\.[cm]?[jt]sx?$)`;

/** Where code of TypeScript and JavaScript runs, by the customs of its frameworks; the first match wins. */
export const javascriptPlaces: readonly PlaceRule[] = [
  {
    place: "test",
    path: /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|specs?|fixtures|mocks|cypress|playwright|stories)\/|[.-](?:tests?|spec|e2e|integ|cy|stories|mock)\.[cm]?[jt]sx?$/,
  },
  {
    place: "migration",
    path: new RegExp(String.raw`(?:^|\/)(?:migrations?|seeds?|seeders?|seed-\w+)${ending}`),
  },
  {
    place: "task",
    path: new RegExp(String.raw`(?:^|\/)(?:cron|crons|jobs?|workers?|queues?|tasks?|consumers?)${ending}`),
  },
  { place: "task", decorator: /^(?:Cron|Interval|Timeout|Process|Processor|OnEvent)$/ },
  { place: "script", path: new RegExp(String.raw`(?:^|\/)(?:scripts?|bin|cli|tools|commands?)${ending}`) },
  { place: "request", decorator: /^(?:Get|Post|Put|Patch|Delete|All|Query|Mutation|ResolveField)$/ },
  {
    place: "request",
    path: new RegExp(
      String.raw`(?:^|\/)(?:api|routes?|controllers?|handlers?|resolvers?|routers?|pages|actions?|loaders?|trpc|graphql)${ending}`,
    ),
  },
  { place: "request", path: /\.(?:controller|resolver|router|route)\.[cm]?[jt]s$/ },
];
