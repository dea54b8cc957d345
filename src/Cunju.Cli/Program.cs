using System.Text;
using Cunju.Cli;

// UTF-8 whatever the terminal says, without a byte order mark, and in blocks: a district has some thirty thousand lanes.
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
using var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
return CommandLine.Run(args, output, error);
