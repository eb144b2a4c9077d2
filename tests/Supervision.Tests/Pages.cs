namespace ShuangJian.Supervision.Tests;

/// <summary>Reads a list to its end, page by page.</summary>
internal static class Pages
{
    /// <summary>All items in the order in which the pages bring them.</summary>
    /// <param name="size">Items of every page but the last.</param>
    /// <param name="page">Asks for the page of a token.</param>
    public static async Task<List<T>> ReadAsync<T>(int size, Func<string, Task<(IReadOnlyList<T> Items, string Next)>> page)
    {
        var all = new List<T>();
        var token = "";
        do
        {
            (var items, token) = await page(token);
            all.AddRange(items);
            Assert.True(token.Length == 0 ? items.Count is > 0 && items.Count <= size : items.Count == size, $"a page has {items.Count} items");
        }
        while (token.Length > 0);
        return all;
    }
}
