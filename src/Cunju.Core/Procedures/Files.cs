namespace Cunju.Core.Procedures;

/// <summary>附件: marks a property of an act or of a fact that holds the digests of files (SHA-256, lower-case hexadecimal), so that one place can ask whether
/// the files are there: the Desk before the act is done, the verification for ever after.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilesAttribute : Attribute;
