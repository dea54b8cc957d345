using System.Collections.Immutable;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists;

/// <summary>一个单位读到的清单: the list with every word of its own put as that kind of unit says it. What is quoted stays verbatim: the list's name, the sentences
/// of the source and the open questions about them. What records are compared with stays too.</summary>
public static class UnitEdition
{
    /// <summary>The list as that kind of unit reads it; it counts exactly alike.</summary>
    public static TaskList For(this TaskList list, UnitKind kind)
    {
        return kind is not (UnitKind.Village or UnitKind.Community)
            ? list
            : list with
            {
                Tasks =
                [
                    .. list.Tasks.Select(task =>
                        task with
                        {
                            Title = Said(task.Title),
                            Measures = [.. task.Measures.Select(measure => measure with { Title = Said(measure.Title) })],
                        }
                    ),
                ],
                Obligations =
                [
                    .. list.Obligations.Select(obligation =>
                        obligation with
                        {
                            Title = Said(obligation.Title),
                            Actor = obligation.Actor is { } actor ? Said(actor) : null,
                            Shape = obligation.Shape.Reworded(Said),
                        }
                    ),
                ],
                Kinds = list.Kinds.ToImmutableDictionary(entry => entry.Key, entry => Reworded(entry.Value), StringComparer.Ordinal),
                Titles = list.Titles.ToImmutableDictionary(entry => entry.Key, entry => Said(entry.Value), StringComparer.Ordinal),
            };

        string Said(string text) => kind.In(text);

        RecordKind Reworded(RecordKind record) =>
            record with
            {
                Title = Said(record.Title),
                CaseWord = record.CaseWord is { } word ? Said(word) : null,
                Fields =
                [
                    .. record.Fields.Select(field =>
                        field with
                        {
                            Title = Said(field.Title),
                            Labels = field.Labels.IsEmpty
                                ? field.Labels
                                : field.Labels.ToImmutableDictionary(
                                    label => label.Key,
                                    label => Said(label.Value),
                                    StringComparer.Ordinal
                                ),
                        }
                    ),
                ],
            };
    }
}
