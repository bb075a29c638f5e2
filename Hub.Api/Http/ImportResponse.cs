using Hub.Connectors.Abstractions;
using Hub.Core.Csv;

namespace Hub.Api.Http;

/// <summary>What became of a CSV file, or would become of it.</summary>
/// <param name="Rows">Without heading and empty lines.</param>
/// <param name="Failed">Rows that were left out.</param>
/// <param name="Errors">The first 500. Columns that nothing knows are named with line 1.</param>
public sealed record ImportResponse(bool DryRun, int Rows, int Created, int Updated, int Unchanged, int Failed, IReadOnlyList<RowError> Errors)
{
    internal static ImportResponse Of(ImportAnswer answer, bool dryRun, string language) => new(
        dryRun, answer.Rows, answer.Created, answer.Updated, answer.Unchanged, answer.Failed,
        [.. answer.Problems.Select(problem => new RowError(problem.Line, problem.Field, problem.Message.In(language)))]);

    internal static ApiProblem Broken(ImportAnswer answer) => ApiProblem.Invalid([.. answer.Problems.Select(problem =>
        new SettingProblem(problem.Line == 0 ? "body" : $"line {problem.Line}", problem.Message))]);
}

/// <param name="Line">Of the file, from 1.</param>
public sealed record RowError(int Line, string Field, string Message);
