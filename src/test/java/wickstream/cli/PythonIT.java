package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Python's libraries make of result files, and of the daemon, by way of wickstream.py. */
final class PythonIT {
  private static final Path SCRIPTS = Path.of("src/test/python").toAbsolutePath();
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @TempDir private static Path directory;

  @BeforeAll
  static void run() {
    Campaigns.tinyIn(directory);
  }

  /** A Python that finds wickstream.py where the distribution has it. */
  private static Program python(Path interpreter) {
    return Program.in(directory)
        .startedBy(interpreter.toString())
        .with("PYTHONPATH", Program.home().resolve("python").toString())
        .with("PYTHONDONTWRITEBYTECODE", "1");
  }

  private static Outcome succeeds(Program program, String... words) {
    Outcome outcome = program.run(words);
    assertThat(outcome.exitCode()).as("%s%n%s", outcome.out(), outcome.err()).isZero();
    return outcome;
  }

  private static String script(String name) {
    return SCRIPTS.resolve(name).toString();
  }

  @Test
  void filesAreReadByPandasH5pyXarrayAndNetcdf() {
    Path interpreter =
        Python.having(
            "pandas, h5py, xarray, h5netcdf, netCDF4",
            "python3-pandas python3-h5py python3-xarray python3-h5netcdf python3-netcdf4");
    Program program = Program.in(directory);
    String training = Program.home().resolve("conf/training.conf").toString();
    succeeds(program, "run", "tiny.conf", "--quiet", "--out=tiny");
    Outcome trained =
        program.run(
            "run",
            training,
            "--quiet",
            "--out=trained",
            "--set=bag-size=100",
            "--set=stop.max-networks=2000",
            "--set=stop.relative-error=0.022");
    assertThat(trained.exitCode()).as(trained.err()).isEqualTo(ExitCode.NOT_CONVERGED);
    succeeds(program, "export", "tiny", "--to=hdf5");
    succeeds(program, "export", "trained", "--to=hdf5");
    succeeds(python(interpreter), script("results.py"), "tiny", "trained");
  }

  @Test
  void theDaemonIsDriven() {
    Path interpreter = Python.having("pandas", "python3-pandas");
    Program withToken = Program.in(directory).with("WICKSTREAM_TOKEN", TOKEN);
    try (RunningDaemon daemon = RunningDaemon.of(withToken, directory)) {
      Program python = python(interpreter).with("WICKSTREAM_URL", daemon.uri("/").toString());
      assertThat(succeeds(python, script("daemon.py"), TOKEN, "tiny.conf").out())
          .contains("tiny is finished: 4 of 4 shards converged")
          .doesNotContain(TOKEN);
    }
  }

  @Test
  void theNotebookRuns() {
    Path interpreter =
        Python.having(
            "pandas, xarray, h5netcdf, nbclient, ipykernel",
            "python3-pandas python3-xarray python3-h5netcdf python3-nbclient python3-ipykernel");
    Path at = directory.resolve("notebook");
    String quickstart = Program.home().resolve("conf/quickstart.conf").toString();
    succeeds(Program.in(directory), "run", quickstart, "--quiet", "--out=notebook/runs/quickstart");
    succeeds(Program.in(directory), "export", "notebook/runs/quickstart", "--to=hdf5");
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      Program python = python(interpreter).with("WICKSTREAM_URL", daemon.uri("/").toString());
      Path notebook = Program.home().resolve("python/wickstream.ipynb");
      Outcome outcome =
          succeeds(
              new Program(python.command(), at, python.environment()),
              script("notebook.py"),
              notebook.toString());
      assertThat(outcome.out()).contains("9 of 9 shards converged", "from-python is finished");
    }
  }
}
