using System.Globalization;
using Cunju.Bench;

// Each measurement prints a small table with a ratio to something bare of the same run, so that the machine cancels out.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["evaluate"]:
        Evaluating.Run();
        return 0;
    case ["acts", .. var rest]:
        await Acting.Run(rest is [var connection] ? connection : null);
        return 0;
    case ["pages", .. var rest]:
        await Serving.Run(rest is [var seconds] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["demo", var folder, .. var rest]:
        await Overseeing.Run(folder, rest is [var each] ? int.Parse(each, CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["rush", var pressed, .. var rest]:
        await Rushing.Run(int.Parse(pressed, CultureInfo.InvariantCulture), rest is [var rushed] ? rushed : null);
        return 0;
    case ["reading", var folder]:
        await Reading.Run(folder);
        return 0;
    default:
        Console.Error.WriteLine(
            "bench evaluate | acts [POSTGRES CONNECTION] | pages [SECONDS] | rush SECONDS [POSTGRES CONNECTION] | demo FOLDER [SECONDS] | reading FOLDER; see docs/performance.md"
        );
        return 2;
}
