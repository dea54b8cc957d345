using Cunju.Core.DataFiles;
using YamlDotNet.RepresentationModel;

namespace Cunju.Tests.TaskLists.Counting;

/// <summary>Reads the few lines of YAML in these tests into the nodes the shapes read.</summary>
internal static class YamlText
{
    public static Node Read(string text)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(text));
        return Convert(stream.Documents[0].RootNode);
    }

    private static Node Convert(YamlNode node)
    {
        Mark at = new((int)node.Start.Line, (int)node.Start.Column);
        return node switch
        {
            YamlMappingNode map => new MappingNode(
                at,
                [.. map.Children.Select(pair => ((ScalarNode)Convert(pair.Key), Convert(pair.Value)))]
            ),
            YamlSequenceNode sequence => new SequenceNode(at, [.. sequence.Children.Select(Convert)]),
            YamlScalarNode scalar => new ScalarNode(at, scalar.Value ?? "", scalar.Style is not YamlDotNet.Core.ScalarStyle.Plain),
            _ => throw new InvalidOperationException(),
        };
    }
}
