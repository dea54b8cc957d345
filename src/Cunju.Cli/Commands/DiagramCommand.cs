using System.CommandLine;
using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.Procedures;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju diagram [PROCEDURE]</c>: a procedure as a Mermaid diagram, or as the whole page of who may do what.</summary>
internal static class DiagramCommand
{
    public static Command Build()
    {
        var name = new Argument<string?>("程序")
        {
            Description = "程序的名称；不写就列出全部 / Procedure; none lists them all",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var page = new Option<bool>("--page") { Description = "整页：谁可以办、前提、产生的记录 / The whole page" };
        var command = new Command("diagram", "程序图 / Diagram of a procedure") { name, page };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(name) is not { } wanted)
            {
                foreach (var procedure in Modules.All.SelectMany(module => module.Procedures))
                {
                    output.WriteLine($"{procedure.Name, -14} {procedure.Title}");
                }

                return CommandLine.Sound;
            }

            var found = Lookup.Procedure(wanted);
            output.Write(
                parsed.GetValue(page)
                    ? ProcedurePage.Markdown(found, DataFolder.Read(DataFolder.Shipped).Offices.TitlesWith)
                    : ProcedurePage.Diagram(found)
            );
            return CommandLine.Sound;
        });
        return command;
    }
}
