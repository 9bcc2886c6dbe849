// A record is its member's, and nobody else's; the member is who signed in, whatever the body says.
const { createCoreController } = require("@strapi/strapi").factories;

const RECORD = "api::record.record";
const whose = (ctx) => String(ctx.state.user.id);

module.exports = createCoreController(RECORD, ({ strapi }) => ({
  async create(ctx) {
    if (ctx.request.body?.data) ctx.request.body.data.member = whose(ctx);
    return super.create(ctx);
  },
  async find(ctx) {
    ctx.query.filters = { $and: [ctx.query.filters ?? {}, { member: { $eq: whose(ctx) } }] };
    return super.find(ctx);
  },
  async findOne(ctx) {
    return (await this.owns(ctx)) ? super.findOne(ctx) : ctx.notFound();
  },
  async update(ctx) {
    if (!(await this.owns(ctx))) return ctx.notFound();
    if (ctx.request.body?.data) ctx.request.body.data.member = whose(ctx);
    return super.update(ctx);
  },
  async delete(ctx) {
    return (await this.owns(ctx)) ? super.delete(ctx) : ctx.notFound();
  },
  async owns(ctx) {
    const row = await strapi.documents(RECORD).findOne({ documentId: ctx.params.id });
    return row?.member === whose(ctx);
  },
}));
