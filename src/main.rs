//! The program: see `vanban --help`.

fn main() -> std::process::ExitCode {
    vanban::cli::main()
}
