// Has a week fetched anew and tells every state of that as it comes; on the last line, what all of it was.
import { Configuration, OperationsApi, ReportsApi } from '../../../target/clients/typescript/src/index.js';
import type { Operation } from '../../../target/clients/typescript/src/index.js';
import { states } from './weekline.js';

const [account, week] = process.argv.slice(2);
const configuration = new Configuration({
    basePath: process.env.WEEKLINE_ADDRESS,
    accessToken: process.env.WEEKLINE_KEY,
});

const refresh = await new ReportsApi(configuration).refreshWeeklyReport({ account, week });
const seen: Operation[] = [];
for await (const state of states(new OperationsApi(configuration), refresh.id)) {
    seen.push(state);
    console.log(state.state);
}
console.log(JSON.stringify({ refresh, ids: seen.map((state) => state.id), states: seen.map((state) => state.state) }));
