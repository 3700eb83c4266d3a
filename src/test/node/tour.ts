// Does with a running service what a dashboard does, and tells on the last line of its output what came of it.
import {
    Configuration,
    OperationsApi,
    ReportsApi,
    SectionName,
} from '../../../target/clients/typescript/src/index.js';
import type { Problem, SectionRow } from '../../../target/clients/typescript/src/index.js';
import { ask, problemOf, read, rows } from './weekline.js';

const [account, stored, missing] = process.argv.slice(2);
const configuration = new Configuration({
    basePath: process.env.WEEKLINE_ADDRESS,
    accessToken: process.env.WEEKLINE_KEY,
});
const reports = new ReportsApi(configuration);
const operations = new OperationsApi(configuration);

const report = await read(reports, operations, { week: stored, account });

const promised = await ask(reports, { week: missing, account, prefer: 'respond-async' });
const kept = await read(reports, operations, { week: missing, account, prefer: 'respond-async' });

const ads: SectionRow[] = [];
for await (const row of rows(reports, { week: stored, account, section: SectionName.Relevance, limit: 60 })) {
    ads.push(row);
}

let problem: Problem | undefined;
try {
    await reports.getWeeklyReport({ week: '2025-W53', account, xRequestId: 'tour-in-typescript' });
} catch (error) {
    problem = await problemOf(error);
}

console.log(JSON.stringify({ report, promised, kept, ads: ads.map((row) => row.adId), problem }));
