using System.Text;
using Hub.Core.Commerce.Products;
using Hub.Core.Csv;
using Hub.Core.Storage;
using Hub.Tests.Core.Automation;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Commerce.Products;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ProductImportTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task A_price_is_read_in_the_currency_of_its_row_else_of_the_product_else_in_dong()
    {
        await Import("code,name,price,currency", "USD-1,Mug,12.50,USD", "USD-2,Cap,10.5,USD", "VN-1,Áo,12.500,");
        Assert.That(await Prices(), Is.EqualTo(new[] { ("USD-1", 12.5m, "USD"), ("USD-2", 10.5m, "USD"), ("VN-1", 12_500m, "VND") }));

        var answer = await Import("code,price", "USD-1,13.75", "VN-1,13.75");
        Assert.That((answer.Updated, answer.Problems.Select(problem => (problem.Line, problem.Field)).ToList()), Is.EqualTo((1, new[] { (3, "price") })));
        var money = await Import("code,currency", "USD-2,VND", "VN-1,USD");
        Assert.That((money.Updated, money.Problems.Select(problem => (problem.Line, problem.Field)).ToList()), Is.EqualTo((1, new[] { (2, "currency") })));
        Assert.That(await Prices(), Is.EqualTo(new[] { ("USD-1", 13.75m, "USD"), ("USD-2", 10.5m, "USD"), ("VN-1", 12_500m, "USD") }));
    }

    private async Task<ImportAnswer> Import(params string[] lines) => await new ProductImport(Lab.Store).Run(
        Lab.Owner(), new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), dryRun: false, CancellationToken.None);

    private async Task<IEnumerable<(string, decimal, string)>> Prices() =>
        (await Lab.Read(db => db.Products.OrderBy(row => row.CodeKey).ToListAsync())).Select(row => (row.Code, row.Price, row.Currency));
}
