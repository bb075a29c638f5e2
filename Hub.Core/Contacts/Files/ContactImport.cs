using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Csv;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Files;

/// <summary>
/// Takes contacts from a file. It is read twice, row by row: first whether it can be read at all, so that a broken file changes nothing;
/// then in batches, each in a transaction. A row that is wrong is named and left out. Running it again changes nothing more.
/// </summary>
public sealed class ContactImport(HubStore store, ContactDesk desk, ErasedKeys erased)
{
    public const int LargestFile = CsvFile.Largest;
    public const int MostRows = CsvFile.MostRows;
    private const int Batch = 500;
    private const int ShownProblems = 500;

    /// <param name="file">Can be read from its start twice.</param>
    public async Task<ImportAnswer> Run(Caller caller, Stream file, bool dryRun, CancellationToken cancellation)
    {
        var workspace = caller.WorkspaceId;
        var (attributes, country) = await store.Read(workspace, async db => (
            await db.ContactAttributes.Where(row => row.WorkspaceId == workspace).ToListAsync(cancellation),
            await WorkspaceSettings.Country(db, workspace, cancellation)));
        if (await Check(file, attributes, cancellation) is { } broken)
            return new ImportAnswer(0, 0, 0, 0, 1, [broken], IsBroken: true);
        file.Position = 0;
        var run = new ImportRun(store, desk, erased, caller, dryRun);
        var problems = new List<RowProblem>();
        var (rows, failed) = (0, 0);
        var csv = new CsvReader(CsvFile.Open(file));
        var columns = ImportColumns.Read((await csv.Read(cancellation))!, attributes, problems);
        var batch = new List<ImportRow>(Batch);
        while (await csv.Read(cancellation) is { } cells)
        {
            rows++;
            var before = problems.Count;
            if (ImportRow.Read(csv.Line, cells, columns, country, attributes, problems) is { } row)
                batch.Add(row);
            failed += problems.Count > before ? 1 : 0;
            if (batch.Count == Batch)
                failed += await run.Take(batch, problems, cancellation);
        }

        failed += await run.Take(batch, problems, cancellation);
        if (!dryRun)
            await store.Write(workspace, null, db =>
            {
                db.Note(store, workspace, caller.Actor, "contacts.imported", workspace);
                return Task.CompletedTask;
            }, cancellation);
        return new ImportAnswer(
            rows, run.Created, run.Updated, run.Unchanged, failed, [.. problems.OrderBy(problem => problem.Line).Take(ShownProblems)], false);
    }

    private static async Task<RowProblem?> Check(Stream file, List<ContactAttribute> attributes, CancellationToken cancellation)
    {
        if (file.Length > LargestFile)
            return new RowProblem(0, "", CsvTexts.TooLarge);
        var csv = new CsvReader(CsvFile.Open(file));
        try
        {
            if (await csv.Read(cancellation) is not { } header)
                return new RowProblem(0, "", CsvTexts.Empty);
            if (!ImportColumns.Read(header, attributes, []).HasKey)
                return new RowProblem(1, "", ImportTexts.NoKeyColumn);
            var rows = 0;
            while (await csv.Read(cancellation) is not null)
                if (++rows > MostRows)
                    return new RowProblem(csv.Line, "", CsvTexts.TooManyRows);
            return rows == 0 ? new RowProblem(0, "", CsvTexts.Empty) : null;
        }
        catch (CsvException error)
        {
            return new RowProblem(error.Line, "", CsvTexts.Of(error.Fault));
        }
        catch (DecoderFallbackException)
        {
            return new RowProblem(csv.Line, "", CsvTexts.NotUtf8);
        }
    }
}
