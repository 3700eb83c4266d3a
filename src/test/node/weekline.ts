// What the generated client leaves to its user: an answer that may be a promise, problems, pages and a stream.
import { ResponseError } from '../../../target/clients/typescript/src/index.js';
import type {
    GetWeeklyReportRequest,
    ListSectionRowsRequest,
    Operation,
    OperationsApi,
    Problem,
    ReportsApi,
    SectionRow,
    WeeklyReport,
} from '../../../target/clients/typescript/src/index.js';

/** A report, or the operation that tells when it is there. */
export type Answer = { report: WeeklyReport } | { promised: Operation };

export async function ask(reports: ReportsApi, request: GetWeeklyReportRequest): Promise<Answer> {
    const answer = await reports.getWeeklyReportRaw(request);
    return answer.raw.status === 202 ? { promised: await answer.raw.json() } : { report: await answer.value() };
}

/** The states of an operation as they come, until it is over. */
export async function* states(operations: OperationsApi, id: string): AsyncGenerator<Operation> {
    const answer = await operations.getOperationRaw({ id }, async ({ init }) => ({
        headers: { ...init.headers, Accept: 'text/event-stream' },
    }));
    let unread = '';
    for await (const piece of answer.raw.body!.pipeThrough(new TextDecoderStream())) {
        const lines = (unread + piece).split('\n');
        unread = lines.pop() ?? '';
        for (const line of lines) {
            if (line.startsWith('data:')) {
                yield JSON.parse(line.slice('data:'.length));
            }
        }
    }
}

/** Asks until the report is there; between two questions it waits for the operation to be over. */
export async function read(
    reports: ReportsApi,
    operations: OperationsApi,
    request: GetWeeklyReportRequest,
): Promise<WeeklyReport> {
    for (;;) {
        const answer = await ask(reports, request);
        if ('report' in answer) {
            return answer.report;
        }
        for await (const state of states(operations, answer.promised.id)) {
            if (state.problem) {
                throw new Error(state.problem.detail);
            }
        }
    }
}

/** All rows of a section, page by page. */
export async function* rows(reports: ReportsApi, request: ListSectionRowsRequest): AsyncGenerator<SectionRow> {
    for (let cursor = request.cursor; ; ) {
        const page = await reports.listSectionRows({ ...request, cursor });
        yield* page.rows;
        cursor = page.next && new URLSearchParams(page.next.split('?')[1]).get('cursor') || undefined;
        if (!cursor) {
            return;
        }
    }
}

/** What was wrong, typed; anything that is no answer of the service is thrown on. */
export async function problemOf(error: unknown): Promise<Problem> {
    if (error instanceof ResponseError) {
        return await error.response.json();
    }
    throw error;
}
