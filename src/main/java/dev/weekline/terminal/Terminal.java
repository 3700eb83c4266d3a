package dev.weekline.terminal;

import java.io.PrintWriter;
import picocli.CommandLine;

/** The commands of the jar. Without one it starts the service. */
@CommandLine.Command(
        name = "weekline",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Weekly reports of Meta Ads, from a running Weekline. Without a command, one is started.",
        subcommands = {ReportCommand.class, CoverageCommand.class, BackfillCommand.class, QuotaCommand.class})
public final class Terminal {

    private Terminal() {}

    /** Does what the command says and ends with 0, with 1 where that is not possible, with 2 where it is not one. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Terminal())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((fault, line, _) -> {
                    if (!(fault instanceof TerminalException)) {
                        throw fault;
                    }
                    line.getErr().println(fault.getMessage());
                    return 1;
                })
                .execute(args);
    }
}
