using System.Diagnostics.CodeAnalysis;

namespace Hub.Api.Http;

/// <summary>An enum value in a query, written as in answers: <c>state=failed</c>. The framework takes names in our own casing only.</summary>
public readonly record struct Named<T>(T Value) where T : struct, Enum
{
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out Named<T> named)
    {
        var known = Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0]);
        named = new Named<T>(value);
        return known;
    }
}
