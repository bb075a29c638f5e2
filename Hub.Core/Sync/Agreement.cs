using System.Security.Cryptography;
using System.Text;

namespace Hub.Core.Sync;

/// <summary>
/// What both sides said of a record last, field by field: so it can be told who has changed what since, and the hub's own writes that come
/// back are nothing new. Only digests are kept; a contact's name and phone stand where they stood.
/// </summary>
internal sealed class Agreement
{
    private const char Between = '.';
    private const char Apart = '~';
    private const string Nothing = "-";
    private const string Agreed = "*"; // no digest
    private const char Beside = '|';
    private const int MostOutgoing = 4;
    private readonly (string Ours, string Theirs)[]? _fields;
    private readonly string[][] _outgoing;

    private Agreement((string, string)[]? fields, string[][] outgoing) => (_fields, _outgoing) = (fields, outgoing);

    /// <summary>The record was never compared: what differs was so before the hub read back, and stays as it is.</summary>
    public bool IsUnknown => _fields is null;

    /// <param name="outgoing">See <see cref="ExternalId.Outgoing"/>.</param>
    public static Agreement Read(string? agreed, string? outgoing = null) => new(
        agreed?.Split(Between).Select(Field).ToArray(), outgoing?.Split(Beside).Select(sent => sent.Split(Between)).ToArray() ?? []);

    public static string Of(params IReadOnlyList<string?> fields) => string.Join(Between, fields.Select(Digest));

    /// <summary>Of what is about to go out, what was not agreed on: who says the rest cannot be told.</summary>
    public static string News(string agreed, string said)
    {
        var known = agreed.Split(Between).Select(Field).ToArray();
        return string.Join(Between, said.Split(Between).Select((now, i) => i < known.Length && known[i] == (now, now) ? Agreed : now));
    }

    /// <summary>What is about to go out, beside what went before it and was never heard of.</summary>
    public static string Outgoing(string? before, string said) => string.Join(
        Beside, (before?.Split(Beside) ?? []).Where(sent => sent != said).Append(said).TakeLast(MostOutgoing));

    /// <summary>Whether a write that nobody heard of has arrived: it says what was never agreed on and did go out.</summary>
    public bool HasArrived(IReadOnlyList<string?> theirs) => Enumerable.Range(0, theirs.Count)
        .Any(i => !string.IsNullOrEmpty(theirs[i]) && IsOwn(i, theirs[i]) && Field(i)?.Theirs != Digest(theirs[i]));

    /// <summary>
    /// After a comparison: what they say is what was said last; of what they do not say, what was before. What differs at the first look is
    /// kept as two, so that the next change of either side is told from it.
    /// </summary>
    public string After(IReadOnlyList<string?> ours, IReadOnlyList<string?> theirs) => string.Join(Between, theirs.Select((field, i) =>
        Field(i) is { } known ? Written(string.IsNullOrEmpty(field) ? known : (Digest(field), Digest(field))) : Written((Digest(ours[i]), Digest(field)))));

    /// <param name="theirs">Null or empty when they do not say.</param>
    public Side Changed(int field, string? ours, string? theirs)
    {
        if (string.IsNullOrEmpty(theirs) || ours == theirs)
            return Side.None;
        if (IsOwn(field, theirs))
            return Side.Ours;
        if (Field(field) is not { } agreed || agreed.Theirs == Digest(theirs))
            return Side.Ours;
        return agreed.Ours == Digest(ours) ? Side.Theirs : Side.Both;
    }

    /// <summary>Whether the hub's record is as it was agreed on.</summary>
    public bool Holds(IReadOnlyList<string?> ours) => _fields is not null && _fields.Select(field => field.Ours).SequenceEqual(ours.Select(Digest));

    private bool IsOwn(int i, string? theirs) => _outgoing.Any(sent => i < sent.Length && sent[i] == Digest(theirs));

    private (string Ours, string Theirs)? Field(int i) => _fields is not null && i < _fields.Length ? _fields[i] : null;

    private static (string Ours, string Theirs) Field(string text) =>
        text.Split(Apart) is [var ours, var theirs] ? (ours, theirs) : (text, text);

    private static string Written((string Ours, string Theirs) field) =>
        field.Ours == field.Theirs ? field.Ours : $"{field.Ours}{Apart}{field.Theirs}";

    private static string Digest(string? field) =>
        string.IsNullOrEmpty(field) ? Nothing : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(field)).AsSpan(0, 12));
}

/// <summary>Who has changed a field since it was agreed on.</summary>
internal enum Side
{
    None,
    Ours,
    Theirs,
    Both,
}
