using System.Text;

namespace Cunju.Core.Procedures;

/// <summary>办事流程一页纸: a procedure as a page for people and as a diagram, written from its table and from nothing else.</summary>
public static class ProcedurePage
{
    /// <summary>The states and steps as a Mermaid state diagram.</summary>
    public static string Diagram(IProcedure procedure)
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var (name, title) in procedure.States)
        {
            text.Append("    state \"").Append(title).Append("\" as ").Append(name).Append('\n');
        }

        foreach (var step in procedure.Steps)
        {
            foreach (var from in step.From.DefaultIfEmpty("[*]"))
            {
                foreach (var to in step.Stays.Contains(from) ? [from] : step.To)
                {
                    text.Append("    ").Append(from).Append(" --> ").Append(to).Append(" : ").Append(step.Label).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    /// <summary>The whole page in Markdown: source, diagram, and who may do what under which conditions.</summary>
    /// <param name="procedure">The table.</param>
    /// <param name="officesWith">The titles of the offices that hold a permission.</param>
    public static string Markdown(IProcedure procedure, Func<Permission, IEnumerable<string>> officesWith)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(procedure.Title).Append(" `").Append(procedure.Name).Append("`\n\n");
        text.Append("Generated from the table of the procedure; do not edit. 依据：").Append(procedure.Source).Append("\n\n");
        text.Append("```mermaid\n").Append(Diagram(procedure)).Append("```\n\n");
        text.Append("| 步骤 | 动作 | 从 | 到 | 谁可以办 | 范围 | 前提 |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        var titles = procedure.States.ToDictionary(state => state.Name, state => state.Title);
        foreach (var step in procedure.Steps)
        {
            text.Append("| ")
                .Append(
                    string.Join(
                        " | ",
                        step.Label,
                        $"`{step.Verb}`",
                        step.Opens ? "（新开）" : string.Join('、', step.From.Select(state => titles[state])),
                        string.Join('、', step.To.Select(state => titles[state]).Concat(step.Stays.IsEmpty ? [] : ["不变"])),
                        string.Join(
                            '；',
                            new[] { step.Permission, step.Permission.Or }
                                .OfType<Permission>()
                                .Select(permission => $"{permission.Title}：{string.Join('、', officesWith(permission))}")
                        ),
                        step.Reach switch
                        {
                            Reach.Own => "本单位",
                            Reach.Below => "下级单位",
                            Reach.District => "全区",
                        },
                        step.Guards.IsEmpty ? "—" : string.Join('、', step.Guards.Select(guard => $"`{guard}`"))
                    )
                )
                .Append(" |\n");
        }

        text.Append("\n产生的记录：")
            .Append(procedure.Kinds.Count == 0 ? "无" : string.Join('、', procedure.Kinds.Select(kind => $"`{kind}`")))
            .Append('\n');
        return text.ToString();
    }
}
