using Hub.Connectors.Abstractions;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Api.Http;

/// <summary>Where a page begins and how long it may be: the query of every list.</summary>
/// <param name="Cursor">The <c>next</c> of the page before; nothing for the first.</param>
/// <param name="Limit">1 to 200, 50 by default.</param>
public sealed record PageQuery([FromQuery] string? Cursor, [FromQuery] int? Limit)
{
    private const int Most = 200;
    private const int Usual = 50;
    private static readonly LocalizedText WrongLimit = new($"Enter a number from 1 to {Most}.", $"Nhập số từ 1 đến {Most}.");

    public int Size => Limit ?? Usual;

    /// <returns>What is wrong, or null.</returns>
    public ApiProblem? Check(out Cursor? after)
    {
        after = null;
        if (Limit is < 1 or > Most)
            return ApiProblem.Invalid("limit", WrongLimit);
        if (string.IsNullOrEmpty(Cursor))
            return null;
        if (!Http.Cursor.TryRead(Cursor, out var read))
            return new ApiProblem(ProblemTypes.BadCursor);
        after = read;
        return null;
    }
}

/// <param name="Next">For the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

internal static class Pages
{
    /// <param name="rows">One more than the page's size when there is a next page.</param>
    public static Page<T> Of<TRow, T>(List<TRow> rows, int size, Func<TRow, Cursor> place, Func<TRow, T> map) => new(
        [.. rows.Take(size).Select(map)], rows.Count > size ? place(rows[size - 1]).Write() : null);
}
