using System.Globalization;
using Cunju.Bench;

// Each measurement prints a small table with a ratio to something bare of the same run, so that the machine cancels out.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["evaluate"]:
        Evaluating.Run();
        return 0;
    default:
        Console.Error.WriteLine("bench evaluate; see docs/performance.md");
        return 2;
}
