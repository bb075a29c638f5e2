using System.Text;
using Hub.Core.Csv;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Products;

/// <summary>
/// Takes products from a CSV file: a product with the same code is updated, never doubled; a row that is wrong is named and left out. All in
/// one transaction, since a catalogue is small. Running it again changes nothing more; a dry run goes the same way and keeps nothing.
/// </summary>
public sealed class ProductImport(HubStore store)
{
    public const int LargestFile = CsvFile.Largest;
    private const int ShownProblems = 500;

    public async Task<ImportAnswer> Run(Caller caller, Stream file, bool dryRun, CancellationToken cancellation)
    {
        var problems = new List<RowProblem>();
        var rows = new List<ProductRow>();
        var csv = new CsvReader(CsvFile.Open(file));
        var read = 0;
        try
        {
            if (await csv.Read(cancellation) is not { } header)
                return Broken(new RowProblem(0, "", CsvTexts.Empty));
            var columns = ProductColumns.Read(header, problems);
            if (!columns.HasKey)
                return Broken(new RowProblem(1, "", ProductTexts.NoKeyColumn));
            while (await csv.Read(cancellation) is { } cells)
            {
                if (++read > CsvFile.MostRows)
                    return Broken(new RowProblem(csv.Line, "", CsvTexts.TooManyRows));
                if (ProductRow.Read(csv.Line, cells, columns, problems) is { } row)
                    rows.Add(row);
            }
        }
        catch (CsvException error)
        {
            return Broken(new RowProblem(error.Line, "", CsvTexts.Of(error.Fault)));
        }
        catch (DecoderFallbackException)
        {
            return Broken(new RowProblem(csv.Line, "", CsvTexts.NotUtf8));
        }

        if (read == 0)
            return Broken(new RowProblem(0, "", CsvTexts.Empty));
        var tally = dryRun
            ? await store.Read(caller.WorkspaceId, db => Apply(db, caller, rows, dryRun: true, cancellation))
            : await store.Write(caller.WorkspaceId, caller.WorkspaceId, db => Apply(db, caller, rows, dryRun: false, cancellation), cancellation);
        problems.AddRange(tally.Problems);
        return new ImportAnswer(
            read, tally.Created, tally.Updated, tally.Unchanged, read - tally.Created - tally.Updated - tally.Unchanged,
            [.. problems.OrderBy(problem => problem.Line).Take(ShownProblems)], IsBroken: false);
    }

    private async Task<Tally> Apply(HubDb db, Caller caller, List<ProductRow> rows, bool dryRun, CancellationToken cancellation)
    {
        var known = await db.Products.Where(row => row.WorkspaceId == caller.WorkspaceId).ToDictionaryAsync(row => row.CodeKey, cancellation);
        var (tally, seen) = (new Tally(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var key = Product.Key(row.Form.Code!);
            if (!seen.Add(key))
                tally.Problems.Add(new RowProblem(row.Line, ProductColumns.Code, ProductTexts.SameCode));
            else if (row.Priced(known.GetValueOrDefault(key), tally.Problems) is not { } form)
                continue; // it has been said
            else if (known.TryGetValue(key, out var product))
                tally.Count(isNew: false, form.Write(product));
            else if (form.Name is null)
                tally.Problems.Add(new RowProblem(row.Line, ProductColumns.Name, ProductTexts.NoName));
            else if (form.Price is null)
                tally.Problems.Add(new RowProblem(row.Line, ProductColumns.Price, ProductTexts.NoPrice));
            else
            {
                product = ProductDesk.New(store, caller.WorkspaceId);
                form.Write(product);
                tally.Count(isNew: true, changed: true);
                if (!dryRun)
                    db.Products.Add(product);
            }
        }

        if (!dryRun)
            db.Note(store, caller.WorkspaceId, caller.Actor, "products.imported", caller.WorkspaceId);
        return tally;
    }

    private static ImportAnswer Broken(RowProblem why) => new(0, 0, 0, 0, 1, [why], IsBroken: true);

    private sealed class Tally
    {
        public List<RowProblem> Problems { get; } = [];

        public int Created { get; private set; }

        public int Updated { get; private set; }

        public int Unchanged { get; private set; }

        public void Count(bool isNew, bool changed)
        {
            Created += isNew ? 1 : 0;
            Updated += !isNew && changed ? 1 : 0;
            Unchanged += !isNew && !changed ? 1 : 0;
        }
    }
}
