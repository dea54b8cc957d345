using System.Collections.Immutable;
using Cunju.Core.DataFiles;

namespace Cunju.Core.TaskLists;

/// <summary>记录种类的阅读器 (<c>facts:</c>): what kinds of records there are and what a form asks for.</summary>
internal sealed class KindReader(ImmutableDictionary<string, string> books, Findings findings)
{
    private static readonly ImmutableArray<string> Types = ["text", "int", "boolean", "date", "month", "enum", "set", "ref"];

    // What a reference may point to besides the record kinds of the list.
    private static readonly ImmutableArray<string> Targets = ["fact", "unit", "obligation", "book"];

    public ImmutableDictionary<string, RecordKind> Read(MapReader map)
    {
        _ = map.Required("facts");
        var kinds = ImmutableDictionary.CreateBuilder<string, RecordKind>(StringComparer.Ordinal);
        var references = new List<ScalarNode>();
        foreach (var (key, value) in map.Entries("facts"))
        {
            if (!TaskListReader.Dotted().IsMatch(key.Text))
            {
                findings.Add(key.At, $"记录种类「{key.Text}」写法不对", "小写字母、数字和短横线，用点分开");
            }

            var item = new MapReader(value, $"记录种类「{key.Text}」", findings);
            var fields = item.Entries("fields").Select(field => ReadField(field.Key, field.Value, references)).ToImmutableArray();
            foreach (var twice in fields.GroupBy(field => field.Name).Where(group => group.Skip(1).Any()))
            {
                findings.Add(item.Where("fields"), $"记录种类「{key.Text}」的栏目「{twice.Key}」写了两次", "删去一处");
            }

            var by = item.OptionalText("key");
            if (by is not null && fields.All(field => field.Name != by))
            {
                findings.Unknown(item.Where("key"), "栏目", by, fields.Select(field => field.Name));
            }

            if (!kinds.TryAdd(key.Text, new(key.Text, item.Text("title"), item.OptionalText("case"), by, fields)))
            {
                findings.Add(key.At, $"记录种类「{key.Text}」写了两次", "删去一处");
            }

            item.Done();
        }

        foreach (var reference in references)
        {
            foreach (var target in reference.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
            {
                if (!kinds.ContainsKey(target) && !Targets.Contains(target))
                {
                    findings.Unknown(reference.At, "所指的种类", target, kinds.Keys.Order(StringComparer.Ordinal).Concat(Targets));
                }
            }
        }

        return kinds.ToImmutable();
    }

    private RecordField ReadField(ScalarNode name, Node value, List<ScalarNode> references)
    {
        var item = new MapReader(value, $"栏目「{name.Text}」", findings);
        var title = item.Text("title");
        var type = item.Text("type");
        var word = type.Split(' ')[0];
        if (type.Length > 0 && !Types.Contains(word))
        {
            findings.Unknown(item.Where("type"), "栏目的类型", word, Types);
        }

        if (word == "ref" && item.Raw("type") is ScalarNode reference)
        {
            references.Add(reference);
        }

        // `{ propose: 党组织提议 }` where the value is not what people read, `[积分制, 院落制]` where it is.
        var labels = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var values = ImmutableArray.CreateBuilder<string>();
        if (type == "ref book")
        {
            // In the order of the ids, so that a form always looks alike.
            foreach (var (id, book) in books.OrderBy(book => book.Key, StringComparer.Ordinal))
            {
                values.Add(id);
                labels[id] = book;
            }
        }
        else if (item.Raw("values") is MappingNode)
        {
            foreach (var (id, label) in item.Entries("values"))
            {
                values.Add(id.Text);
                labels[id.Text] = (label as ScalarNode)?.Text ?? "";
            }
        }
        else
        {
            values.AddRange(item.Texts("values").Select(text => text.Text));
        }

        if (word is "enum" or "set" && values.Count == 0)
        {
            findings.Add(item.At, $"栏目「{name.Text}」没有列出可选的值", "加 values: [...]");
        }

        RecordField field = new(name.Text, title, type, values.ToImmutable())
        {
            Labels = labels.ToImmutable(),
            Required = item.Truth("required"),
        };
        item.Done();
        return field;
    }
}
